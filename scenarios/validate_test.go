package scenarios_test

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// A validator checks documents against the part of JSON Schema that the schema
// of this package uses. Keywords it does not know are an error, so that the
// schema cannot outgrow it.
type validator struct{ root map[string]any }

func newValidator(schema []byte) (*validator, error) {
	var root map[string]any
	if err := json.Unmarshal(schema, &root); err != nil {
		return nil, err
	}
	return &validator{root}, nil
}

// check returns why the document does not fit, or nil.
func (v *validator) check(document []byte) error {
	var x any
	if err := json.Unmarshal(document, &x); err != nil {
		return err
	}
	return v.fits(v.root, x, "")
}

func (v *validator) fits(schema any, x any, path string) error {
	for keyword, arg := range schema.(map[string]any) {
		if err := v.keyword(keyword, arg, schema.(map[string]any), x, path); err != nil {
			return err
		}
	}
	return nil
}

func (v *validator) keyword(keyword string, arg any, schema map[string]any, x any, path string) error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf("%s: %s", path, fmt.Sprintf(format, args...))
	}
	number, isNumber := x.(float64)
	text, isText := x.(string)
	list, isList := x.([]any)
	object, isObject := x.(map[string]any)
	switch keyword {
	case "$schema", "title", "description", "$defs":
	case "$ref":
		name := strings.TrimPrefix(arg.(string), "#/$defs/")
		return v.fits(v.root["$defs"].(map[string]any)[name], x, path)
	case "type":
		if !hasType(arg.(string), x) {
			return fail("want type %v", arg)
		}
	case "const":
		if !reflect.DeepEqual(arg, x) {
			return fail("want %v", arg)
		}
	case "enum":
		if !slices.ContainsFunc(arg.([]any), func(e any) bool { return reflect.DeepEqual(e, x) }) {
			return fail("want one of %v", arg)
		}
	case "minimum":
		if isNumber && number < arg.(float64) {
			return fail("below %v", arg)
		}
	case "maximum":
		if isNumber && number > arg.(float64) {
			return fail("above %v", arg)
		}
	case "minItems":
		if isList && float64(len(list)) < arg.(float64) {
			return fail("too short")
		}
	case "pattern":
		if isText && !regexp.MustCompile(arg.(string)).MatchString(text) {
			return fail("does not match %v", arg)
		}
	case "items":
		for i := range list {
			if err := v.fits(arg, list[i], fmt.Sprint(path, "/", i)); err != nil {
				return err
			}
		}
	case "required":
		for _, key := range arg.([]any) {
			if _, ok := object[key.(string)]; isObject && !ok {
				return fail("lacks %v", key)
			}
		}
	case "properties":
		for key, sub := range arg.(map[string]any) {
			if y, ok := object[key]; ok {
				if err := v.fits(sub, y, path+"/"+key); err != nil {
					return err
				}
			}
		}
	case "additionalProperties":
		return v.others(arg, schema, object, path)
	case "not":
		if v.fits(arg, x, path) == nil {
			return fail("fits what it must not")
		}
	case "anyOf", "oneOf":
		return v.some(keyword, arg.([]any), x, path)
	default:
		return fail("the validator does not know the keyword %q", keyword)
	}
	return nil
}

func hasType(name string, x any) bool {
	switch x := x.(type) {
	case nil:
		return name == "null"
	case bool:
		return name == "boolean"
	case string:
		return name == "string"
	case float64:
		return name == "number" || name == "integer" && x == math.Trunc(x)
	case []any:
		return name == "array"
	}
	return name == "object"
}

// others checks the keys that "properties" does not list.
func (v *validator) others(arg any, schema, object map[string]any, path string) error {
	known, _ := schema["properties"].(map[string]any)
	for key, y := range object {
		if _, ok := known[key]; ok {
			continue
		}
		if arg == false {
			return fmt.Errorf("%s: the key %q is unknown", path, key)
		}
		if err := v.fits(arg, y, path+"/"+key); err != nil {
			return err
		}
	}
	return nil
}

// some checks that at least one, or exactly one, alternative fits.
func (v *validator) some(keyword string, alternatives []any, x any, path string) error {
	n, why := 0, ""
	for _, a := range alternatives {
		if err := v.fits(a, x, path); err == nil {
			n++
		} else {
			why += "; " + err.Error()
		}
	}
	if n == 0 || keyword == "oneOf" && n != 1 {
		return fmt.Errorf("%s: %d of %d alternatives fit%s", path, n, len(alternatives), why)
	}
	return nil
}

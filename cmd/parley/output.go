package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writable reports early why a file will not be written, so that nobody waits
// for a run that cannot be kept.
func writable(path *word) error {
	if !path.given || path.text == "-" {
		return nil
	}
	if path.text == "" {
		return errors.New(`-o is "", want the name of a file`)
	}
	info, err := os.Stat(path.text)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("-o %s: it is a directory, want a file", path.text)
	case err == nil && !info.Mode().IsRegular():
		return nil // a device or a pipe is written to, not replaced
	}
	f, err := os.CreateTemp(filepath.Dir(path.text), ".parley-*")
	if err != nil {
		return fmt.Errorf("-o %s: cannot be written: %w", path.text, reason(err))
	}
	f.Close()
	return os.Remove(f.Name())
}

// reason strips an error of the system of its operation and path.
func reason(err error) error {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// write renders something and writes it to the standard output or to a file. A
// fault in rendering leaves the file as it was.
func (a *app) write(path string, render func(io.Writer) error) error {
	var b bytes.Buffer
	if err := render(&b); err != nil {
		return failure{err}
	}
	if path == "" || path == "-" {
		if _, err := a.out.Write(b.Bytes()); err != nil {
			return failure{fmt.Errorf("the output cannot be written: %w", reason(err))}
		}
		return nil
	}
	if err := replace(path, b.Bytes()); err != nil {
		return failure{fmt.Errorf("-o %s: %w", path, err)}
	}
	return nil
}

// aside returns where to write what is complete of an interrupted request that was
// to go to path, so that a file there is left alone, and a word about it.
func aside(path string) (beside, where string) {
	info, err := os.Stat(path)
	if path == "" || path == "-" || (err == nil && !info.Mode().IsRegular()) {
		return path, "what is complete is printed"
	}
	return path + ".partial", "what is complete is in " + path + ".partial"
}

// replace puts data in place of the file at path in one step: readers see the
// old file or the new one, and after an error the old one. A link is followed; a
// device or a pipe is written to.
func replace(path string, data []byte) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	old, err := os.Stat(path)
	if err == nil && !old.Mode().IsRegular() {
		return pour(path, data)
	}
	name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".parley-%d-%s", os.Getpid(), filepath.Base(path)))
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return reason(err)
	}
	_, err = f.Write(data)
	if old != nil {
		err = errors.Join(err, f.Chmod(old.Mode().Perm()))
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// pour writes data to something that is no regular file.
func pour(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return reason(err)
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

package calibrate_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/calibrate"
)

// delivered is the truce whose only uncertainty is the probability p of a
// delivery, uniform on [0, 1], and what is seen whether it took effect.
func delivered(t testing.TB) *negotiation.Program {
	t.Helper()
	p, err := compile(t, truce()).With("aftermath/durability/fails", known(0.5))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func inForce(seen bool) calibrate.Distance {
	return func(_ *negotiation.Session, rec negotiation.Record) float64 {
		if (rec.Rung >= negotiation.InForce) == seen {
			return 0
		}
		return 1
	}
}

// find returns the marginal of one quantity.
func find(t *testing.T, list []calibrate.Marginal, name string) calibrate.Marginal {
	t.Helper()
	for _, m := range list {
		if m.Name == name {
			return m
		}
	}
	t.Fatalf("there is no marginal %q in %+v", name, list)
	return calibrate.Marginal{}
}

const relief = "aftermath/delivery/west/relief"

// TestRejectionIsBayes: one success makes a uniform prior Beta(2, 1), one failure
// Beta(1, 2).
func TestRejectionIsBayes(t *testing.T) {
	for _, c := range []struct {
		seen             bool
		mean, low, hi    float64
		rate, shift, tol float64
	}{
		{true, 2. / 3, math.Sqrt(0.05), math.Sqrt(0.95), 0.5, 0.25, 0.012},
		{false, 1. / 3, 1 - math.Sqrt(0.95), 1 - math.Sqrt(0.05), 0.5, 0.25, 0.012},
	} {
		a := calibrate.Rejection{Program: delivered(t), Distance: inForce(c.seen), Seed: 5, Accept: 8000}
		d, err := a.Run(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		m := find(t, calibrate.Posterior(a.Program, a.Points(d)), relief)
		for _, x := range []struct {
			what      string
			got, want float64
		}{
			{"prior mean", m.Prior.Mean, 0.5}, {"prior 5 %", m.Prior.Lo, 0.05}, {"posterior mean", m.Posterior.Mean, c.mean},
			{"posterior 5 %", m.Posterior.Lo, c.low}, {"posterior 95 %", m.Posterior.Hi, c.hi}, {"rate", d.Rate(), c.rate}, {"shift", m.Shift, c.shift},
		} {
			if math.Abs(x.got-x.want) > 0.02 {
				t.Errorf("seen %v: %s %v, want %v", c.seen, x.what, x.got, x.want)
			}
		}
	}
}

// TestRejectionContinues: any workers, and any interruption, give the same draws.
func TestRejectionContinues(t *testing.T) {
	a := calibrate.Rejection{Program: delivered(t), Distance: inForce(true), Seed: 9, Accept: 3000, Workers: 1}
	want, err := a.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	b := a
	b.Workers = 3
	ctx, cancel := context.WithCancel(context.Background())
	b.Progress = func(p calibrate.Progress) {
		if p.Accepted > 1000 {
			cancel()
		}
	}
	part, err := b.Run(ctx, nil)
	if !errors.Is(err, context.Canceled) || len(part.Accepted) >= 3000 {
		t.Fatalf("error %v with %d draws, want an interruption", err, len(part.Accepted))
	}
	text, err := json.Marshal(part)
	if err != nil {
		t.Fatal(err)
	}
	var back calibrate.Draws
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	b.Progress = nil
	got, err := b.Run(context.Background(), &back)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("a continued inference accepts %d draws to %d, one without a break %d to %d", len(got.Accepted), got.Next, len(want.Accepted), want.Next)
	}
	a.Most = 100
	if d, err := a.Run(context.Background(), nil); err == nil || d.Next != 100 {
		t.Errorf("100 replications: next %d, error %v, want an error", d.Next, err)
	}
}

// TestSequentialIsBayes: the sequence reaches the posterior that rejection finds,
// for one seen fact, and for two distances on the way to another.
func TestSequentialIsBayes(t *testing.T) {
	a := calibrate.Sequential{Program: delivered(t), Distance: inForce(true), Seed: 5, Particles: 8000, Moves: 4}
	c, err := a.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.Tolerance != 0 || c.Generation != 1 {
		t.Errorf("tolerance %v after generation %d, want 0 after 1", c.Tolerance, c.Generation)
	}
	m := find(t, calibrate.Posterior(a.Program, c.Points), relief)
	if math.Abs(m.Posterior.Mean-2./3) > 0.012 || math.Abs(m.Posterior.Lo-math.Sqrt(0.05)) > 0.025 {
		t.Errorf("posterior %+v, want that of beta(2, 1)", m.Posterior)
	}

	p := compile(t, truce())
	deep := calibrate.Sequential{Program: p, Distance: calibrate.Rung(negotiation.Extended), Seed: 6, Particles: 6000, Keep: 0.3}
	cloud, err := deep.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	plain := calibrate.Rejection{Program: p, Distance: calibrate.Rung(negotiation.Extended), Seed: 6, Accept: 6000}
	draws, err := plain.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{relief, "aftermath/durability/fails"} {
		x := find(t, calibrate.Posterior(p, cloud.Points), name).Posterior
		y := find(t, calibrate.Posterior(p, plain.Points(draws)), name).Posterior
		if math.Abs(x.Mean-y.Mean) > 0.015 || math.Abs(x.Lo-y.Lo) > 0.03 || math.Abs(x.Hi-y.Hi) > 0.03 {
			t.Errorf("%s: sequence %+v, rejection %+v", name, x, y)
		}
	}
}

// TestSequentialContinues: any workers, and a cloud that went through a file.
func TestSequentialContinues(t *testing.T) {
	far := func(_ *negotiation.Session, rec negotiation.Record) float64 { return math.Abs(float64(rec.Held) - 17) }
	a := calibrate.Sequential{Program: compile(t, truce()), Distance: far, Seed: 2, Particles: 500, Workers: 1}
	want, err := a.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if want.Tolerance > 1 || want.Generation < 3 {
		t.Errorf("tolerance %v after %d generations, want at most 1 after several", want.Tolerance, want.Generation)
	}
	b := a
	b.Workers = 3
	ctx, cancel := context.WithCancel(context.Background())
	gens := 0
	b.Progress = func(calibrate.Progress) {
		if gens++; gens == 3 {
			cancel()
		}
	}
	part, err := b.Run(ctx, nil)
	if !errors.Is(err, context.Canceled) || part == nil || part.Generation != 2 {
		t.Fatalf("error %v, cloud %+v, want an interruption after generation 2", err, part)
	}
	text, err := json.Marshal(part)
	if err != nil {
		t.Fatal(err)
	}
	var back calibrate.Cloud
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	b.Progress = nil
	got, err := b.Run(context.Background(), &back)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("a continued sequence ends in another cloud")
	}
}

// TestMissed counts the targets on which a replication differs from the world.
func TestMissed(t *testing.T) {
	sc := truce()
	p := compile(t, sc)
	d, err := calibrate.Missed(p, sc.Targets)
	if err != nil {
		t.Fatal(err)
	}
	s := p.NewSession()
	for r := range uint64(50) {
		rec := s.Play(1, r)
		want := 0.0 // announced for certain, as it was
		if rec.Rung >= negotiation.InForce {
			want++
		}
		if rec.Rung >= negotiation.Extended {
			want++
		}
		if got := d(s, rec); got != want {
			t.Errorf("%+v: distance %v, want %v", rec, got, want)
		}
	}
	if _, err := calibrate.Missed(p, sc.Targets[3:]); err == nil {
		t.Error("no modelled target: want an error")
	}
}

func TestBadInference(t *testing.T) {
	ctx := context.Background()
	p := delivered(t)
	for name, err := range map[string]error{
		"nothing":    second(calibrate.Rejection{}.Run(ctx, nil)),
		"tolerance":  second(calibrate.Rejection{Program: p, Distance: inForce(true), Tolerance: math.NaN()}.Run(ctx, nil)),
		"no program": second(calibrate.Sequential{}.Run(ctx, nil)),
		"step":       second(calibrate.Sequential{Program: p, Distance: inForce(true), Step: 1.5}.Run(ctx, nil)),
		"keep":       second(calibrate.Sequential{Program: p, Distance: inForce(true), Keep: 1}.Run(ctx, nil)),
		"cloud":      second(calibrate.Sequential{Program: p, Distance: inForce(true)}.Run(ctx, &calibrate.Cloud{})),
	} {
		if !errors.Is(err, calibrate.ErrInference) {
			t.Errorf("%s: error %v, want ErrInference", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

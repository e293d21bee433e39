package negotiation_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// frozen is a scenario in which everything that computes takes part: PERT and
// other weights, values drawn and fixed, performance, correlated red lines,
// consent, rules, risk of three kinds, impatience, a deadline, dice, a mediator
// with noise. Changing it changes the digests for no good reason.
func frozen(proto negotiation.Protocol) negotiation.Scenario {
	pert := func(lo, mode, hi float64) negotiation.Quantity {
		return negotiation.PERT{Min: lo, Mode: mode, Max: hi}
	}
	sc := negotiation.Scenario{Name: "frozen", Rounds: 40, Protocol: proto}
	for _, name := range []string{"sea", "scope", "arms", "grain", "energy"} {
		sc.Issues = append(sc.Issues, negotiation.Issue{Name: name, Options: negotiation.Options("0", "1", "2", "3"), StatusQuo: 1})
	}
	for i, name := range []string{"east", "west", "guarantor"} {
		u := utility.Additive{Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}, Total: 100}
		for k, is := range sc.Issues {
			u.Weights[is.Name] = pert(0.5, 1+float64((3*k+2*i)%5), 8)
			for l := range is.Options {
				x := float64(l) / 3
				if (k+i)%2 == 1 {
					x = 1 - x
				}
				u.Values[is.Name] = append(u.Values[is.Name], negotiation.Exactly(x))
			}
		}
		u.Values["grain"][2] = negotiation.Triangular{Min: 0.2, Mode: 0.5, Max: 0.9}
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: name, Utility: utility.Commitment{Of: u}, FromStatusQuo: i == 0,
			Strategy:    strategy.TimeDependent{Exponent: negotiation.LogUniform{Min: 0.2, Max: 1.5}},
			Beliefs:     []negotiation.Belief{{About: "east", Trait: negotiation.BeliefPerformance, Quantity: negotiation.Beta{Alpha: 3, Beta: 1.5}}},
			Correlation: negotiation.Uniform{Min: 0.1, Max: 0.6},
		})
	}
	sc.Parties[0].Reservation = pert(-5, 2, 12)
	sc.Parties[0].Risk = negotiation.CARA{Coefficient: pert(-1, 1, 3)}
	sc.Parties[1].Reservation = negotiation.TruncatedNormal{Mean: 35, SD: 12, Min: 5, Max: 70}
	sc.Parties[1].Discount = pert(0.97, 0.99, 1)
	sc.Parties[1].Risk = negotiation.LossAversion{Lambda: pert(1, 2, 3)}
	sc.Parties[2].Reservation = negotiation.Empirical{Values: []float64{20, 25, 33, 41}}
	sc.Parties[2].Deadline = pert(15, 30, 60)
	sc.Parties[2].Risk = negotiation.CRRA{Aversion: pert(0.2, 0.9, 2), Offset: 5}
	at := func(issue string, r negotiation.Relation, l int) negotiation.Term {
		return negotiation.Term{Issue: issue, Relation: r, Level: l}
	}
	sc.Constraints = []negotiation.Constraint{
		negotiation.Demand("east", pert(0.1, 0.3, 0.5), at("arms", negotiation.AtMost, 2)),
		negotiation.Demand("east", pert(0, 0.1, 0.3), at("arms", negotiation.AtMost, 1)),
		negotiation.Demand("east", negotiation.Exactly(0.2), at("sea", negotiation.AtLeast, 1), at("scope", negotiation.AtLeast, 2)),
		negotiation.Demand("west", negotiation.Exactly(0.3), at("scope", negotiation.AtLeast, 1)),
		negotiation.Infeasible(negotiation.Exactly(0.4), at("grain", negotiation.Exact, 3), at("energy", negotiation.Exact, 0)),
		negotiation.Needs(nil, at("arms", negotiation.AtLeast, 1), at("scope", negotiation.Exact, 3)),
		negotiation.Withholds("abroad", pert(0.1, 0.4, 0.8), at("energy", negotiation.AtLeast, 3)),
		negotiation.Performs("east", []string{"west", "guarantor"}, "grain", "sea"),
	}
	sc.Parties = append(sc.Parties, negotiation.Party{Name: "abroad", Role: negotiation.ConsentGiver}, frozenEnvoy())
	return sc
}

func frozenEnvoy() negotiation.Party {
	envoy := negotiation.Party{Name: "envoy", Role: negotiation.Mediator}
	for _, about := range []string{"east", "west", "guarantor"} {
		envoy.Beliefs = append(envoy.Beliefs,
			negotiation.Belief{About: about, Trait: negotiation.BeliefNoise, Quantity: negotiation.Uniform{Min: 0, Max: 0.8}},
			negotiation.Belief{About: about, Trait: negotiation.BeliefReservation, Quantity: negotiation.Uniform{Min: -8, Max: 4}},
			negotiation.Belief{About: about, Trait: negotiation.BeliefWeight, Quantity: negotiation.LogNormal{Mu: 0, Sigma: 0.4}})
	}
	return envoy
}

// digest plays runs replications and hashes what came out: the record field by
// field, so that new fields leave it alone, and every seat's surplus as the
// integer that it is.
func digest(s *negotiation.Session, runs uint64) (hash string, deals int) {
	h := sha256.New()
	put := func(x int64) {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], uint64(x))
		h.Write(b[:])
	}
	for i := range runs {
		r := s.Play(20250325, i)
		put(int64(r.Outcome))
		put(int64(r.Round))
		put(int64(r.Proposer))
		put(int64(r.Rung))
		zone := int64(0)
		if r.Zone {
			zone = 1
		}
		put(zone)
		if r.Outcome == negotiation.NoDeal {
			continue
		}
		deals++
		for seat := range s.Seats() {
			put(s.GridSurplus(seat, r.Outcome))
		}
	}
	return hex.EncodeToString(h.Sum(nil)), deals
}

// TestPortableDigest compares 2,000 replications with what amd64 gave when this
// test was written. It runs on every architecture that tools/portable.sh finds;
// a difference on one of them is a lost promise, a difference on all of them a
// change of bits, which belongs in the changelog.
func TestPortableDigest(t *testing.T) {
	dice := frozen(protocol.Alternating{})
	dice = with(dice, 2, func(p *negotiation.Party) { p.Strategy = strategy.Random{} })
	linked := frozen(protocol.Alternating{})
	linked = with(linked, 0, func(p *negotiation.Party) {
		p.Utility = utility.Interacting{Of: p.Utility, Synergies: []utility.Synergy{{
			A:     negotiation.Term{Issue: "sea", Relation: negotiation.AtLeast, Level: 2},
			B:     negotiation.Term{Issue: "grain", Relation: negotiation.AtMost, Level: 1},
			Worth: negotiation.PERT{Min: -0.2, Mode: 0.1, Max: 0.3}}}}
	})
	for _, c := range []struct {
		name string
		sc   negotiation.Scenario
		want string
	}{
		{"alternating", frozen(protocol.Alternating{}), "442841ce457db2dd648cf34c3130056a43e71fcfdf28e35680be39506f2d3429"},
		{"mediated", frozen(protocol.Mediated{By: "envoy", Learning: negotiation.Uniform{Min: 0.2, Max: 0.8}}), "eee6f5e99d971cefabbc3e2eecf18e8b560ee7858e780b30e3df508f9472cebc"},
		{"dice", dice, "5b306342f267d988b84f4842073e8cc9182135c26532011b798ff5a55020e137"},
		{"linked", linked, "6bdc55b6531ae772c6953314027b58e83f4ac3f3fa470b26fbd0d4ec47a614c6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := mustCompile(t, c.sc)
			if !p.Portable() {
				t.Fatal("the program is not portable")
			}
			got, deals := digest(p.NewSession(), 500)
			if got != c.want {
				t.Errorf("digest %s, want %s (%d deals in 500)", got, c.want, deals)
			}
			if deals < 50 || deals > 495 {
				t.Errorf("%d deals in 500, want some of each", deals)
			}
		})
	}
}

package main

import (
	"fmt"
	"io"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// bar shows on a terminal how far a run has come. It leaves nothing behind.
type bar struct {
	progress *mpb.Progress
	line     *mpb.Bar
}

// newBar begins a bar for total replications. One that would be gone at once is
// never shown. Every frame begins with a return, since the terminal may have
// echoed keys, such as the one that interrupts the run, and left its cursor
// behind them.
func newBar(w io.Writer, total int) *bar {
	begin := make(chan any)
	time.AfterFunc(300*time.Millisecond, func() { close(begin) })
	p := mpb.New(mpb.WithOutput(w), mpb.WithWidth(60), mpb.WithRefreshRate(100*time.Millisecond),
		mpb.WithRenderDelay(begin))
	start := time.Now()
	return &bar{p, p.AddBar(int64(total), mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name("\rreplications "), decor.CountersNoUnit("%d of %d ")),
		mpb.AppendDecorators(decor.Percentage(), decor.Any(func(s decor.Statistics) string {
			return pace(s.Current, s.Total, time.Since(start))
		})),
	)}
}

// pace says how fast a run goes and when it will be done.
func pace(done, total int64, spent time.Duration) string {
	if done == 0 || spent <= 0 {
		return ""
	}
	rate := float64(done) / spent.Seconds()
	left := time.Duration(float64(total-done) / rate * float64(time.Second))
	return fmt.Sprintf(", %.0f a second, %v left", rate, left.Round(time.Second))
}

// show moves the bar to done.
func (b *bar) show(done int) { b.line.SetCurrent(int64(done)) }

// end takes the bar away, complete or not.
func (b *bar) end() {
	b.line.Abort(true)
	b.progress.Wait()
}

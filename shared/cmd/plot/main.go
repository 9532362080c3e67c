// Plot draws the figures of testdata/evidence in step06-close/tcp:
//
//	go run -C shared/cmd/plot .
//
// It is a module of its own, so that nobody downloads a plotting library who
// only wants to run the tests.
package main

import (
	"bytes"
	"fmt"
	"image/color"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

const evidence = "../../../step06-close/tcp/testdata/evidence"

// figures are the files that are drawn, and how.
var figures = map[string]func() ([]byte, error){
	"loss.svg":    func() ([]byte, error) { return curves("loss.txt", "packets lost, percent", "0.01 0.1 1 10") },
	"rtt.svg":     func() ([]byte, error) { return curves("rtt.txt", "round trip, ms", "1 10 100") },
	"cwnd.svg":    windows,
	"sharing.svg": shares,
}

func main() {
	log.SetFlags(0)
	for name, draw := range figures {
		svg, err := draw()
		if err == nil {
			err = os.WriteFile(filepath.Join(evidence, name), svg, 0o644)
		}
		if err != nil {
			log.Fatalf("%s: %v", name, err)
		}
	}
}

// palette can be told apart by the colour-blind (Okabe and Ito).
var palette = []color.Color{
	color.RGBA{0x00, 0x00, 0x00, 0xff}, color.RGBA{0xd5, 0x5e, 0x00, 0xff}, color.RGBA{0xe6, 0x9f, 0x00, 0xff},
	color.RGBA{0x00, 0x9e, 0x73, 0xff}, color.RGBA{0x00, 0x72, 0xb2, 0xff}, color.RGBA{0x56, 0xb4, 0xe9, 0xff},
}

var dashes = []vg.Length{vg.Points(4), vg.Points(3)}

// A data is a file of figures: the columns' names, and a row a line.
type data struct {
	columns []string
	rows    [][]string
}

// read reads a table, or a CSV.
func read(name string) (d data, err error) {
	text, err := os.ReadFile(filepath.Join(evidence, name))
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if strings.HasSuffix(name, ".csv") {
			words = strings.Split(strings.TrimSuffix(line, "\n"), ",")
		}
		switch {
		case words[0] == "#":
		case d.columns == nil:
			d.columns = words
		default:
			d.rows = append(d.rows, words)
		}
	}
	return d, err
}

// points are a column against the first; fields without a figure are left out.
func (d data) points(column string) (xys plotter.XYs) {
	for i, name := range d.columns {
		if name != column {
			continue
		}
		for _, row := range d.rows {
			x, err := strconv.ParseFloat(row[0], 64)
			y, err2 := strconv.ParseFloat(row[i], 64)
			if err == nil && err2 == nil {
				xys = append(xys, plotter.XY{X: x, Y: y})
			}
		}
	}
	return xys
}

func newPlot(x, y string) *plot.Plot {
	p := plot.New()
	p.X.Label.Text, p.Y.Label.Text = x, y
	return p
}

// add draws a column as a line; a dashed one is thinner.
func add(p *plot.Plot, xys plotter.XYs, colour color.Color, dashed bool) (*plotter.Line, error) {
	line, err := plotter.NewLine(xys)
	if err != nil {
		return nil, err
	}
	line.Color, line.Width = colour, vg.Points(1.5)
	if dashed {
		line.Dashes, line.Width = dashes, vg.Points(1)
	}
	p.Add(line)
	return line, nil
}

// ticks returns the marks of a logarithmic axis.
func ticks(labels string) (marks plot.ConstantTicks) {
	for label := range strings.FieldsSeq(labels) {
		value, _ := strconv.ParseFloat(label, 64)
		marks = append(marks, plot.Tick{Value: value, Label: label})
	}
	return marks
}

// curves draws the goodput of all variants, and Mathis's, on logarithmic axes.
func curves(file, x, marks string) ([]byte, error) {
	d, err := read(file)
	if err != nil {
		return nil, err
	}
	p := newPlot(x, "goodput, Mbit/s")
	p.X.Scale, p.Y.Scale = plot.LogScale{}, plot.LogScale{}
	p.X.Tick.Marker, p.Y.Tick.Marker = ticks(marks), ticks("0.1 0.3 1 3 10 30 100")
	p.Add(plotter.NewGrid())
	for i, name := range []string{"RTO", "Reno", "NewReno", "SACK", "CUBIC", "Mathis"} {
		theory := name == "Mathis"
		colour := palette[i]
		if theory {
			colour = color.Gray{0x80}
		}
		line, err := add(p, d.points(name), colour, theory)
		if err != nil {
			return nil, err
		}
		p.Legend.Add(name, line)
	}
	// At the right, but with the names behind the lines: where a viewer's font is
	// wider than ours they must not overlap.
	p.Legend.Top, p.Legend.Left, p.Legend.XOffs, p.Legend.Padding = true, true, vg.Points(280), vg.Points(2)
	p.Y.Max = max(p.Y.Max, 100)
	return save(6, 4, p)
}

// windows draws a panel for each variant: cwnd, and dashed ssthresh.
func windows() ([]byte, error) {
	d, err := read("cwnd.csv")
	if err != nil {
		return nil, err
	}
	var panels []*plot.Plot
	for i, name := range []string{"RTO", "Reno", "NewReno", "SACK", "CUBIC"} {
		p := newPlot("", "segments")
		p.Title.Text = name + ": cwnd, and ssthresh (dashed)"
		if _, err := add(p, d.points(name+" ssthresh"), color.Gray{0x80}, true); err != nil {
			return nil, err
		}
		if _, err := add(p, d.points(name+" cwnd"), palette[i], false); err != nil {
			return nil, err
		}
		p.Y.Min, p.Y.Max, p.X.Min, p.X.Max = 0, 300, 0, 60
		panels = append(panels, p)
	}
	panels[len(panels)-1].X.Label.Text = "seconds"
	return save(6, 8, panels...)
}

// shares draws a panel for each pair of flows.
func shares() ([]byte, error) {
	d, err := read("sharing.csv")
	if err != nil {
		return nil, err
	}
	var panels []*plot.Plot
	for _, pair := range [][2]string{{"SACK", "Reno"}, {"all", "CUBIC"}} {
		p, err := sharePanel(d, pair[0]+"+"+pair[0], "two "+pair[1]+" flows: the first, and the second (dashed)")
		if err != nil {
			return nil, err
		}
		panels = append(panels, p)
	}
	p, err := sharePanel(d, "SACK+all", "a Reno flow, and then a CUBIC flow (dashed)")
	if err != nil {
		return nil, err
	}
	p.X.Label.Text = "seconds"
	return save(6, 6, append(panels, p)...)
}

func sharePanel(d data, pair, title string) (*plot.Plot, error) {
	p := newPlot("", "Mbit/s")
	p.Title.Text = title
	if _, err := add(p, d.points(pair+" first"), palette[4], false); err != nil {
		return nil, err
	}
	if _, err := add(p, d.points(pair+" second"), palette[1], true); err != nil {
		return nil, err
	}
	p.Y.Min, p.Y.Max = 0, 10
	return p, nil
}

// save returns the panels, one below the other, as SVG.
func save(width, height vg.Length, panels ...*plot.Plot) ([]byte, error) {
	canvas := vgsvg.New(width*vg.Inch, height*vg.Inch)
	grid := make([][]*plot.Plot, len(panels))
	for i, p := range panels {
		p.BackgroundColor = color.White
		grid[i] = []*plot.Plot{p}
	}
	tiles := draw.Tiles{Rows: len(panels), Cols: 1, PadY: vg.Points(6), PadTop: vg.Points(4), PadBottom: vg.Points(4), PadLeft: vg.Points(4), PadRight: vg.Points(8)}
	for i, cells := range plot.Align(grid, tiles, draw.New(canvas)) {
		panels[i].Draw(cells[0])
	}
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("as SVG: %w", err)
	}
	const font = "font-family:Liberation Serif" // and those that are as wide
	return bytes.ReplaceAll(b.Bytes(), []byte(font), []byte(font+",Times New Roman,Times,serif")), nil
}

package steptest

import (
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/mistakes"
)

var (
	failLine = regexp.MustCompile(`(?m)^FAIL: (.*?):(\d+): (.*)`)
	glued    = regexp.MustCompile(`(.)(FAIL: \S+\.txtar:\d+: )`) // to output without an end of line
)

// A failure is what a failed script has to say.
type failure struct {
	story   string // what a learner reads
	mistake mistakes.Mistake
	packet  int    // how many packets the program had been fed when it went wrong
	want    string // the output that was expected, if it was compared
}

// explain turns the transcript of a failed script into what a learner needs:
// which milestone, what was expected, what came, the mistake that it looks
// like, the rule, and where help is.
func (r *reporter) explain(transcript string) (f failure) {
	m, title, err := r.head()
	if err != nil {
		return failure{story: err.Error()}
	}
	transcript = glued.ReplaceAllString(transcript, "$1\n$2")
	fail := failLine.FindStringSubmatch(transcript)
	if fail == nil {
		return failure{story: transcript}
	}
	lineno, _ := strconv.Atoi(fail[2])
	line := r.scriptLine(lineno)
	evidence := r.session.evidence(r, line, fail[3])
	open := r.unwritten(m)
	if f.packet = evidence.FedCount(); len(open) == 0 { // what is not written is no mistake
		evidence.Later = r.later(m)
		f.mistake = mistakes.Find(evidence)
	}
	f.want, _ = r.compared(line)

	f.story = fmt.Sprintf("\n%s\n\n%s", title, r.about(lineno)) + r.story(lineno, fail[3]) + "\n" +
		f.reasons(m, open) + r.place(lineno, line)
	return f
}

// later returns what tells the mistakes of later steps than m's: nobody makes
// them yet.
func (r *reporter) later(m course.Milestone) func(id string) bool {
	steps, err := course.MistakeSteps(r.root)
	if err != nil {
		return nil
	}
	return func(id string) bool { return m.Step > 0 && steps[id] > m.Step }
}

// reasons returns what is behind a failure, the rule, and where help is.
func (f failure) reasons(m course.Milestone, open []course.Func) string {
	var b strings.Builder
	if len(open) > 0 {
		b.WriteString(labelled("open", "not written yet: "+course.ListFuncs(open)))
	}
	if f.mistake.Name != "" {
		b.WriteString(labelled("mistake", f.mistake.Name))
	}
	if m.RFC != "" && !strings.HasPrefix(m.RFC, "none") {
		b.WriteString(labelled("rule", rule(m.RFC)))
	}
	if len(m.Hints) > 0 {
		fmt.Fprintf(&b, "  hint    go tool workbook hint %s\n", m.ID())
	}
	return b.String()
}

// place returns where in the script it failed.
func (r *reporter) place(lineno int, line string) string {
	script, err := filepath.Rel(r.root, r.path)
	if err != nil {
		script = r.path
	}
	return fmt.Sprintf("  script  %s, line %d: %s\n", filepath.ToSlash(script), lineno, line)
}

// unwritten returns the functions of a milestone that the learner has not
// written yet.
func (r *reporter) unwritten(m course.Milestone) []course.Func {
	if r.plain || !inWork(r.root) {
		return nil
	}
	open, err := course.Unwritten(r.root, m)
	if err != nil {
		return nil
	}
	return open
}

// labelled returns text under a label, wrapped.
func labelled(label, text string) string {
	const width = 70
	b, col := strings.Builder{}, 0
	fmt.Fprintf(&b, "  %-7s", label)
	for _, word := range strings.Fields(text) {
		if n := utf8.RuneCountInString(word); col > 0 && col+1+n > width {
			b.WriteString("\n         ")
			col = 0
		}
		b.WriteString(" " + word)
		col += 1 + utf8.RuneCountInString(word)
	}
	return b.String() + "\n"
}

// head returns the script's milestone, if it is of one, and its title.
func (r *reporter) head() (m course.Milestone, title string, err error) {
	if r.plain {
		return m, strings.TrimPrefix(r.scriptLine(1), "# "), nil
	}
	if m, err = course.ParseHead(r.path, r.script); err != nil {
		return m, "", err
	}
	if whole, err := course.Find(r.root, m.ID()); err == nil { // a live script only has a title of its own
		m.RFC, m.Hints = whole.RFC, whole.Hints
	}
	return m, m.ID() + " " + m.Title, nil
}

// rule names the RFC before each of its sections: "RFC 791 §3.1, RFC 1071 §1".
func rule(sections string) string {
	return "RFC " + strings.ReplaceAll(sections, ", ", ", RFC ")
}

func (r *reporter) scriptLine(n int) string {
	lines := strings.Split(string(r.script), "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[n-1])
}

// about returns what the script says of the part that line n is in: the
// comment above it, if that is not the script's head.
func (r *reporter) about(n int) string {
	comment := func(i int) bool { return strings.HasPrefix(r.scriptLine(i), "#") }
	last := n - 1
	for last > 0 && !comment(last) {
		last--
	}
	first := last
	for first > 0 && comment(first) {
		first--
	}
	if first <= 0 {
		return ""
	}
	var b strings.Builder
	for i := first + 1; i <= last; i++ {
		fmt.Fprintf(&b, "  %s\n", strings.TrimPrefix(r.scriptLine(i), "# "))
	}
	return b.String() + "\n"
}

// story tells what happened at the script's line n, which failed.
func (r *reporter) story(n int, problem string) string {
	s := r.session
	if s.ran == "" {
		return "  " + problem + "\n"
	}
	ran := fmt.Sprintf("  %s\n\n", s.ran)
	if want, ok := r.compared(r.scriptLine(n)); ok {
		return ran + ladder(s.out, want)
	}
	end := block("said", fromEnd(s.errout)) + "  " + problem + "\n"
	if want, ok := r.compared(r.scriptLine(n + 1)); ok && s.out.String() != want { // what the program did not come to
		return ran + ladder(s.out, want) + "\n" + end
	}
	return ran + block("output", s.out.String()) + end
}

// compared returns the file with which the script's line compares the output.
func (r *reporter) compared(line string) (want string, ok bool) {
	words := strings.Fields(bare(line))
	if len(words) != 3 || words[0] != "cmp" || words[1] != "stdout" {
		return "", false
	}
	return r.archived(words[2]), true
}

var prefixes = regexp.MustCompile(`^((\[[^]]*\]|!) *)*`)

// bare returns a script's line without its conditions and its "!".
func bare(line string) string { return line[len(prefixes.FindString(line)):] }

// archived returns the file of the script called name.
func (r *reporter) archived(name string) string {
	for _, f := range txtar.Parse(r.script).Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

const most = 12 // lines of a block

// endLine begins what is said of a program's end, or of its worst.
var endLine = regexp.MustCompile(`(?m)^(panic: |still running after |WARNING: DATA RACE$)`)

// fromEnd leaves of what a program has said, where that is too much to show, why
// it has ended and the innermost frames.
func fromEnd(said string) string {
	at := endLine.FindStringIndex(said)
	if at == nil || len(lines(said)) <= most {
		return said
	}
	end := lines(said[at[0]:])
	if len(end) > most {
		end = append(end[:most-1], "  …")
	}
	return strings.Join(end, "\n")
}

// block shows the last lines of text under a title.
func block(title, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	lines := lines(text)
	var b strings.Builder
	for i, line := range lines[max(0, len(lines)-most):] {
		if i == 0 {
			fmt.Fprintf(&b, "  %-8s  %s\n", title, line)
			continue
		}
		fmt.Fprintf(&b, "  %-8s  %s\n", "", line)
	}
	return b.String()
}

// ladder shows got up to the first line that differs from want, and marks
// where in the line it does. Before that, lines are shown whole, those that are
// not compared too.
func ladder(got printout, want string) string {
	g, w := got.texts(), lines(want)
	same := differ(g, w)
	if same == len(g) && same == len(w) {
		return "            (no difference)\n"
	}
	b := passedBefore(got, same)
	switch {
	case same == len(g):
		b += fmt.Sprintf("  got       (nothing more)\n  expected  %s\n", w[same])
	case same == len(w):
		b += fmt.Sprintf("  got       %s\n  expected  (nothing more)\n", got.wholes()[same])
	case same+1 < len(w) && g[same] == w[same+1] && fed(w[same]):
		b += fmt.Sprintf("  too early %s\n  before    %s\n", got.wholes()[same], w[same])
	case same+1 < len(g) && g[same+1] == w[same] && fed(g[same]) && sent(w[same]):
		b += fmt.Sprintf("  too late  %s\n  after     %s\n", got.wholes()[same+1], got.wholes()[same])
	case same+1 < len(w) && g[same] == w[same+1], fed(g[same]) && sent(w[same]):
		b += fmt.Sprintf("  missing   %s\n            %s\n", w[same], got.wholes()[same])
	case same+1 < len(g) && g[same+1] == w[same], sent(g[same]) && fed(w[same]):
		b += fmt.Sprintf("  too much  %s\n            %s\n", got.wholes()[same], w[same])
	default:
		if whole := got.wholes()[same]; whole != g[same] {
			b += fmt.Sprintf("  whole     %s\n", whole)
		}
		b += fmt.Sprintf("  got       %s\n  expected  %s\n%s\n", g[same], w[same], mark(12+common(g[same], w[same]), field(g[same], w[same])))
	}
	return b
}

// fed reports whether a line is of a packet that was fed, and sent whether it is of
// one that the program should send.
func fed(line string) bool  { return direction(line) == "<" }
func sent(line string) bool { return direction(line) == ">" }

func direction(line string) string {
	if m := traceForm.FindStringSubmatch(line); m != nil {
		return m[2]
	}
	return ""
}

// passedBefore shows the last lines that were printed before the one that
// differs.
func passedBefore(got printout, same int) string {
	compared, end := got.compared(), math.MaxInt
	if same < len(compared) {
		end = compared[same].number
	}
	before := slices.DeleteFunc(slices.Clone(got), func(l outLine) bool { return l.number >= end })
	slices.SortFunc(before, func(a, b outLine) int { return a.number - b.number })
	const context = 6
	var b strings.Builder
	if skipped := len(before) - context; skipped > 0 {
		fmt.Fprintf(&b, "            … %s as expected …\n", map[bool]string{true: "1 line", false: fmt.Sprint(skipped, " lines")}[skipped == 1])
	}
	for _, l := range before[max(0, len(before)-context):] {
		fmt.Fprintf(&b, "            %s\n", l.whole)
	}
	return b.String()
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// mark points at a column; what is there stands behind the mark, or before it
// where a line of 80 has no room for it.
func mark(at int, name string) string {
	text := "^ here" + name
	if at+len(text) > 80 {
		text = "here" + name + " ^"
		at = max(0, at+1-len(text))
	}
	return strings.Repeat(" ", at) + text
}

// common returns how many characters a and b have in common at their start.
func common(a, b string) int {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

// fieldNames are what stands behind a word of the notation.
var fieldNames = map[string]string{
	"ack": "the acknowledgment number", "win": "the window", "urg": "the urgent pointer", "id": "the identifier",
	"seq": "the sequence number", "ttl": "Time to Live", "frag": "the fragment offset", "pad": "the padding",
	"ipopt": "IP options", "crc": "the data", "hex": "the data", "code": "the ICMP code", "[bad": "the checksum",
}

var numbersForm = regexp.MustCompile(`^\d+:\d+\(\d+\)$`)

// field names the first field in which two lines of the trace differ.
func field(got, want string) string {
	g, w := strings.Fields(got), strings.Fields(want)
	i := differ(g, w)
	if len(g) < 3 || len(w) < 3 || g[1] != w[1] || g[1] != ">" && g[1] != "<" || i == min(len(g), len(w)) && len(g) < len(w) {
		return ""
	}
	switch {
	case i == 0:
		return ": the time"
	case fieldNames[g[i]] != "":
		return ": " + fieldNames[g[i]]
	case i < len(g) && numbersForm.MatchString(g[i]):
		return ": sequence numbers and length"
	case fieldNames[g[i-1]] != "":
		return ": " + fieldNames[g[i-1]]
	case i < 5 && i > 1 && !strings.HasPrefix(g[2], "raw"):
		return ": addresses or ports"
	}
	return ""
}

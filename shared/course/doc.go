// Package course knows the workbook's course: its milestones, which are
// described in the heads of their scripts and nowhere else.
package course

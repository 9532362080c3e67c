// Package course knows the workbook's course: its milestones, which are
// described in the heads of their scripts and nowhere else; and the learner's
// copy of it, the folder work/.
//
//	course.Milestones(root)       // what there is to do
//	course.Start(root, 5, false)  // make a copy of step 5, and carry step 4 forward
//	course.Note(root, 5, results) // keep what came of the scripts
//	course.Standings(root)        // how far the learner is
//
// The invariant: nothing of the learner's is ever lost. What is there is left
// alone, or kept in work/.kept before it changes; and a kill at any point
// leaves no folder half-written (disk.go).
package course

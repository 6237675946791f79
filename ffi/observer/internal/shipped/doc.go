// Package shipped has no code: its tests hold what is shipped beside the command, and its documentation, to the command.
package shipped

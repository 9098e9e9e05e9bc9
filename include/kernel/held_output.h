/* held_output.h - what a command writes while the terminal shows something else: held back in a file without a name, and let go later. */
#ifndef HELD_OUTPUT_H
#define HELD_OUTPUT_H

#include <sys/types.h>

#include "err.h"

struct held_output {
	int in;      /* a pipe: the command's stdout and stderr */
	int talk;    /* to the process that holds it; -1: there is none */
};

/* Starts a process that holds back what is written into "in", so that it is neither counted as the command's nor in anybody's way, until
 * it is let go to the terminal. It lives as long as somebody may still write: who stays behind is not cut off. To be called before
 * there are threads. False when there is nowhere to keep it: in $TMPDIR, else in /var/tmp or /tmp. Should we end without having let it go,
 * that process calls recover: somebody must give the terminal back. */
bool held_output_open(struct held_output *h, int terminal, void (*recover)(int terminal), struct err *e);

/* Lets all go that has come: when it returns, it is written. What comes later follows by itself, and another call waits for it. */
void held_output_release(struct held_output *h);

/* Closes our ends. The process does not wait for us any more. */
void held_output_close(struct held_output *h);

#endif

/* pty_holder.h - the shell's part in job control, for one program in one pty. Knows no screen and no test. */
#ifndef SCREEN_PTY_HOLDER_H
#define SCREEN_PTY_HOLDER_H

#include <sys/types.h>

/* What the holder tells. A command to the holder is an int: a signal number for the program. */
struct pty_report {
	enum { PTY_STARTED, PTY_CHANGED, PTY_ALONE } what;
	int value; /* PTY_STARTED: the pid. PTY_CHANGED: its status, as from waitpid(2). PTY_ALONE: nobody is left. */
};

/* Forks the holder, which starts the program on the other side of the pty master. Returns the holder's pid and, in *talk,
 * the seqpacket socket to it; -1 and errno when that fails. When the socket ends, the holder kills everyone and exits. */
pid_t pty_hold(int master, const char *const *argv, const char *const *env, int *talk);

#endif

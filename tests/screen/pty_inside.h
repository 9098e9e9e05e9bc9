/* pty_inside.h - what pty.c and pty_screen.c share. No test includes it. */
#ifndef SCREEN_PTY_INSIDE_H
#define SCREEN_PTY_INSIDE_H

#include "pty.h"

#include <vterm.h>

enum { KEYS_MAX = 64 << 10 };

struct pty {
	int master, talk; /* the terminal's side of the pty, -1 once hung up; the socket to the holder */
	pid_t holder, pid;
	int patience, rows, cols;
	int status; /* the newest, as from waitpid(2) */
	enum { RUNNING, STOPPED, ENDED } state;
	bool alone, dry; /* nobody is left to write; nothing is left to read */
	bool altscreen, cursor;
	VTerm *vt;
	VTermScreen *screen;
	char keys[KEYS_MAX]; /* not yet taken by the tty */
	size_t keys_len;
	char *raw, *picture;
	size_t raw_len, raw_size;
	bool raw_lost;
};

#endif

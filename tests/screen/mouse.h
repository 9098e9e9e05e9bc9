/* mouse.h - the mouse of a test: clicks on a place, on a text, on a key at the bottom, and the wheel. Expects nothing of them. */
#ifndef MOUSE_H
#define MOUSE_H

#include <string.h>

#include "pty.h"

enum { MOUSE_LEFT = 0, MOUSE_MIDDLE = 1, MOUSE_RIGHT = 2, MOUSE_WHEEL_UP = 64, MOUSE_WHEEL_DOWN = 65 };

/* As xterm says it: pressed, and let go. */
static inline void press(struct pty *p, int button, int row, int col)
{
	char bytes[64];

	snprintf(bytes, sizeof(bytes), "\033[<%d;%d;%dM\033[<%d;%d;%dm", button, col + 1, row + 1, button, col + 1, row + 1);
	pty_type(p, bytes);
}

/* A wheel is not let go. */
static inline void wheel(struct pty *p, int way, int row, int col)
{
	char bytes[32];

	snprintf(bytes, sizeof(bytes), "\033[<%d;%d;%dM", way, col + 1, row + 1);
	pty_type(p, bytes);
}

/* On the second character: the first may be the blank before a name. */
static inline void click(struct pty *p, const char *text)
{
	int row, col;

	expect_text(p, text);
	ck_assert(pty_find(p, text, &row, &col));
	press(p, MOUSE_LEFT, row, col + 1);
}

/* In the last row of 24, whatever else has such a text. */
static inline void click_key(struct pty *p, const char *text)
{
	char line[512], *at;

	expect_row(p, -1, text);
	at = strstr(pty_row(p, -1, line, sizeof(line)), text);
	press(p, MOUSE_LEFT, 23, (int)(at - line) + 1);
}

#endif

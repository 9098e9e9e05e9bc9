/* terminal.h - the terminal: shows canvases, gives keys, and is always given back as it was. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdint.h>

#include "canvas.h"
#include "err.h"
#include "themes.h"

/* A key is the code point that it types, or one of these. */
enum key {
	K_NONE = 0,
	K_TAB = 9, K_ENTER = 10, K_ESCAPE = 27, K_BACKSPACE = 127,
	K_UP = 0x110000, K_DOWN, K_LEFT, K_RIGHT, K_PAGE_UP, K_PAGE_DOWN, K_HOME, K_END, K_DELETE,
	K_F0,  /* F1 is K_F0 + 1; Shift-F3 is K_F0 + 15 */
	K_F12 = K_F0 + 24,
	K_CLICK, K_WHEEL_UP, K_WHEEL_DOWN,   /* where: terminal_click */
	K_OTHER,
	K_BACKTAB,                           /* Shift-Tab */
};
#define K_F(n) (K_F0 + (n))
#define K_CTRL(letter) ((letter) & 31)
#define K_SHIFT(key)   ((key) | 0x400000u)   /* of the arrows */
#define K_ALT(key)     ((key) | 0x800000u)   /* of these, and of b f h j k l */
#define K_CONTROL(key) ((key) | 0x1000000u)  /* of the arrows */

/* Whether there is a terminal on stdin and stdout that can show a screen, and how it is now. False, and why, when there is none. */
bool terminal_can(struct err *e);

/* Takes over the terminal on stdin and stdout. False when they are none, or it cannot show a screen. There is one terminal
 * at most. */
bool terminal_open(struct err *e);

/* How it looks (NULL: as usual), whether there is a mouse (else the terminal's own selection works), whether the cursor is seen always or only
 * where one types. To be said before it is opened; said later, it changes at the next showing. */
void terminal_theme(const struct theme *t);
void terminal_mouse(bool on);
void terminal_cursor(bool always);

/* Gives it back. May be called twice. */
void terminal_close(void);

/* Gives it back for a while, and takes it over again: around a stop. */
void terminal_leave(void);
void terminal_return(void);

/* Gives it back from within a signal handler, where the library cannot be called. */
void terminal_rescue(void);

/* For a process forked after terminal_can: gives the terminal back as it was then, on these descriptors, when the one that had it was killed. */
void terminal_recover(int in, int out);

void terminal_size(int *rows, int *cols);

/* Takes note of a new size. */
void terminal_resized(void);

/* Shows the canvas, sending only what has changed. With redraw all of it is sent again. */
enum showing { CHANGES, EVERYTHING };
void terminal_show(const struct canvas *c, enum showing what);

/* Rings the bell. */
void terminal_ring(void);

/* Without all of the above: shows lines on the terminal at stdout from its top on, where others were shown so before. What does not fit
 * is left out. The bytes are such that may be shown, and go into stdout's buffer. */
void terminal_repaint(const char *text, size_t length);

/* The next key, or K_NONE when there is none yet. */
uint32_t terminal_key(void);

/* Where the last K_CLICK was. */
void terminal_click(int *row, int *col);

#endif

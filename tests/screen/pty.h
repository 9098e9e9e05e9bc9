/* pty.h - a program in a terminal, as a test meets it: keys go in, a screen comes out, every wait has a deadline.
 * Knows no program and no meaning of a screen. Reach it with -iquote, never -I: <pty.h> is the C library's. */
#ifndef SCREEN_PTY_H
#define SCREEN_PTY_H

#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>
#include <termios.h>

struct pty;

/* What xterm-256color sends once a program has asked for the keypad (smkx), as curses does. They join: KEY_DOWN KEY_DOWN "q".
 * After KEY_ESC wait for what it does before the next key: a program reads Esc and a key in one gulp as Alt and the key. */
#define KEY_ESC       "\033"
#define KEY_ENTER     "\r"
#define KEY_TAB       "\t"
#define KEY_BACKTAB   "\033[Z"
#define KEY_BACKSPACE "\177"
#define KEY_INSERT    "\033[2~"
#define KEY_DELETE    "\033[3~"
#define KEY_UP        "\033OA"
#define KEY_DOWN      "\033OB"
#define KEY_RIGHT     "\033OC"
#define KEY_LEFT      "\033OD"
#define KEY_HOME      "\033OH"
#define KEY_END       "\033OF"
#define KEY_PGUP      "\033[5~"
#define KEY_PGDN      "\033[6~"
#define KEY_F1        "\033OP"
#define KEY_F2        "\033OQ"
#define KEY_F3        "\033OR"
#define KEY_F4        "\033OS"
#define KEY_F5        "\033[15~"
#define KEY_F6        "\033[17~"
#define KEY_F7        "\033[18~"
#define KEY_F8        "\033[19~"
#define KEY_F9        "\033[20~"
#define KEY_F10       "\033[21~"
#define KEY_F11       "\033[23~"
#define KEY_F12       "\033[24~"
#define KEY_CTRL_C    "\003"
#define KEY_CTRL_L    "\014"
#define KEY_CTRL_Z    "\032"

/* A NULL-ended list of words: pty_open(PTY_LIST("top", "-d", "1"), 24, 80, NULL). */
#define PTY_LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

enum {
	PTY_ROWS_MAX    = 500,
	PTY_COLS_MAX    = 500,
	PTY_RAW_MAX     = 4 << 20,
	PTY_PATIENCE_MS = 10000,
	PTY_MESSAGE_MAX = 3500, /* libcheck cannot carry a message of 4 KiB, and then loses it all */
};

/* Starts argv (found on PATH) as a shell starts a foreground job: a session of its own, the pty its controlling terminal.
 * The environment is clean: PATH, TERM=xterm-256color, LC_ALL=C.UTF-8, HOME=/nonexistent and the sanitizers' options;
 * env, which may be NULL, adds NAME=value or takes away NAME. A program that cannot start says so on the screen and exits
 * with 126 or 127. Ends the test if there is no pty; the caller closes it. */
struct pty *pty_open(const char *const *argv, int rows, int cols, const char *const *env);

/* Kills the program and all it started, even in other sessions, waits for them, frees. NULL is fine. A test that dies
 * without closing leaves nothing behind either. */
void pty_close(struct pty *p);

/* How long each wait may take from now on, instead of PTY_PATIENCE_MS. */
void pty_patience(struct pty *p, int ms);

/* Hands in. Keys typed before the program has set up the terminal echo and are edited by the tty: wait for its screen. */
void pty_type(struct pty *p, const char *keys);
void pty_resize(struct pty *p, int rows, int cols);
/* The terminal window closes: SIGHUP and end of file, either may come first. The screen stays readable. */
void pty_hangup(struct pty *p);
/* Signals the program, unless it has ended. SIGCONT is the shell's fg: it gives the terminal back first. */
void pty_signal(struct pty *p, int signo);
pid_t pty_pid(const struct pty *p);

/* Waits pump the terminal until something holds; false when the deadline passed, or when nobody is left to make it hold.
 * One wait may see half a frame: wait for each thing instead of reading around the first. Rows and columns count from 0;
 * a negative row counts from the bottom, -1 is the last. */
bool pty_wait(struct pty *p, bool (*holds)(const struct pty *, void *), void *arg);
bool pty_wait_text(struct pty *p, const char *text);
bool pty_wait_gone(struct pty *p, const char *text);
/* The row contains the text; an empty text waits for an empty row. */
bool pty_wait_row(struct pty *p, int row, const char *text);
/* The program wrote these bytes, ever: a bell, an escape sequence. */
bool pty_wait_raw(struct pty *p, const char *bytes);
/* Stopped by job control: the terminal is the shell's again, its settings as the program left them. */
bool pty_wait_stopped(struct pty *p);
/* Ended, and all that it wrote is on the screen. status, which may be NULL, is as from waitpid(2). */
bool pty_wait_exit(struct pty *p, int *status);
/* Ended by exit with this code. */
bool pty_wait_code(struct pty *p, int code);

/* The screen as it stands now. A row is UTF-8 without its trailing blanks, in buf, which is returned. */
char *pty_row(const struct pty *p, int row, char *buf, size_t size);
/* The first place of a text within one row; row and col may be NULL. */
bool pty_find(const struct pty *p, const char *text, int *row, int *col);

/* A colour is 0 to 255, PTY_DEFAULT, or PTY_RGB + 0xRRGGBB. Erased cells keep the whole pen here, reverse too. */
enum { PTY_DEFAULT = -1, PTY_RGB = 1 << 24 };
struct pty_style {
	bool bold, underline, reverse;
	int fg, bg;
};
struct pty_style pty_style(const struct pty *p, int row, int col);

struct pty_cursor {
	int row, col;
	bool visible;
};
struct pty_cursor pty_cursor(const struct pty *p);
bool pty_altscreen(const struct pty *p);

/* Every byte the program wrote, after the tty's own \n to \r\n; borrowed until the next call that takes a struct pty *
 * that is not const. Ends the test if there were more than PTY_RAW_MAX, since absence could not be shown any more. */
const char *pty_raw(const struct pty *p, size_t *len);
/* The tty's settings now: compare before, during and after. false once hung up. */
bool pty_termios(const struct pty *p, struct termios *t);

/* The screen in a border, with its state, for a person. pty_picture is the same as a string, borrowed until the next one. */
void pty_dump(const struct pty *p, FILE *f);
const char *pty_picture(struct pty *p);
/* The picture if it fits into a libcheck message, else a word that says it went to stderr. */
const char *pty_exhibit(struct pty *p);

/* A failing expectation shows the screen. libcheck kills a test after 4 seconds unless told: tcase_set_timeout(tc, 60). */
#define expect_text(p, text)     PTY_EXPECT(p, pty_wait_text(p, text), "missing", text)
#define expect_gone(p, text)     PTY_EXPECT(p, pty_wait_gone(p, text), "still there", text)
#define expect_row(p, row, text) PTY_EXPECT(p, pty_wait_row(p, row, text), "not in row " #row, text)
#define expect_raw(p, bytes)     PTY_EXPECT(p, pty_wait_raw(p, bytes), "never written", #bytes)
#define expect_stopped(p)        PTY_EXPECT(p, pty_wait_stopped(p), "not stopped", "")
#define expect_exit(p, code)     PTY_EXPECT(p, pty_wait_code(p, code), "did not exit with", #code)

#define PTY_EXPECT(p, holds, what, text)                                               \
	do {                                                                           \
		if (!(holds))                                                          \
			ck_abort_msg("%s: %.200s\n%s", what, text, pty_exhibit(p));    \
	} while (0)

#endif

/* terminal.c - the only file that includes curses: cells and keys on one side, a real terminal on the other. Knows nothing
 * of what is shown. */
#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "terminal.h"

#include <curses.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "keyboard.h"
#include "text.h"
#include "vec.h"

/* What must be known to give the terminal back in a signal handler, or in a process that was forked since: plain bytes and a struct. */
static struct {
	bool taken;
	struct termios before;
	char bytes[256];
	size_t length;
} rescue;

static SCREEN *screen;
static const struct theme *theme;
static bool has_no_mouse, shows_cursor, is_stale;
static attr_t attributes[STYLES];
static short pairs[STYLES];
static int click_row, click_col;

static attr_t attributes_of(unsigned look)
{
	return (look & PAINT_BOLD ? A_BOLD : 0) | (look & PAINT_REVERSE ? A_REVERSE : 0) | (look & PAINT_UNDERLINE ? A_UNDERLINE : 0);
}

static void choose_looks(void)
{
	bool color = theme->looks && has_colors() && start_color() == OK && use_default_colors() == OK;

	for (int i = 0; i < STYLES; i++) {
		const struct paint *l = color ? &theme->looks[i] : NULL;
		attributes[i] = attributes_of(l ? l->attributes : themes_plain[i]);
		pairs[i] = l ? (short)(i + 1) : 0;
		if (l)
			init_extended_pair(pairs[i], themes_color(l->fg, l->fg8, COLORS), themes_color(l->bg, l->bg8, COLORS));
	}
	is_stale = true;
}

static const char *capability(const char *name)
{
	const char *bytes = tigetstr(name);

	return bytes == (const char *)-1 ? NULL : bytes;
}

/* Appends to what a rescue writes. */
static void add_rescue(const char *bytes)
{
	size_t n = bytes ? strlen(bytes) : 0;

	if (n == 0 || rescue.length + n > sizeof(rescue.bytes))
		return;
	memcpy(rescue.bytes + rescue.length, bytes, n);
	rescue.length += n;
}

static void choose_mouse(void)
{
	mousemask(has_no_mouse ? 0 : BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
	mouseinterval(0);
}

#define OUR_KEYS 0x1000      /* codes that the library gives to no key */

/* Keys with Shift, Alt and Ctrl: what the terminal calls them, else what most terminals send. */
static struct { const char *name, *usual; uint32_t key; int code; } held[] = {
	{ "kri",   "\033[1;2A", K_SHIFT(K_UP),      0 },
	{ "kind",  "\033[1;2B", K_SHIFT(K_DOWN),    0 },
	{ "kRIT",  "\033[1;2C", K_SHIFT(K_RIGHT),   0 },
	{ "kLFT",  "\033[1;2D", K_SHIFT(K_LEFT),    0 },
	{ "kUP3",  "\033[1;3A", K_ALT(K_UP),        0 },
	{ "kDN3",  "\033[1;3B", K_ALT(K_DOWN),      0 },
	{ "kRIT3", "\033[1;3C", K_ALT(K_RIGHT),     0 },
	{ "kLFT3", "\033[1;3D", K_ALT(K_LEFT),      0 },
	{ "kUP5",  "\033[1;5A", K_CONTROL(K_UP),    0 },
	{ "kDN5",  "\033[1;5B", K_CONTROL(K_DOWN),  0 },
	{ "kRIT5", "\033[1;5C", K_CONTROL(K_RIGHT), 0 },
	{ "kLFT5", "\033[1;5D", K_CONTROL(K_LEFT),  0 },
};

static void name_keys(void)
{
	for (size_t i = 0; i < ARRAY_LEN(held); i++) {
		const char *bytes = capability(held[i].name);
		if (!bytes)
			bytes = held[i].usual;
		held[i].code = key_defined(bytes);
		if (held[i].code <= 0) {
			held[i].code = OUR_KEYS + (int)i;
			define_key(bytes, held[i].code);
		}
	}
}

static void take_over(void)
{
	choose_mouse();
	cbreak();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	/* Else the library looks for keys while it sends a frame, line by line. */
	typeahead(-1);
	curs_set(0);
	rescue.taken = true;
}

/* What the library was given last: to give it a cell costs more than to see that it is the same. */
static struct canvas given;

/* Whether there is an entry for any colour that all understand who call themselves so: many that pretend to be another terminal
 * read a colour with an empty place in it as another one. */
static bool is_direct(const char *name)
{
	int error;
	bool ok = setupterm(name, STDOUT_FILENO, &error) == OK;

	if (!ok)
		return false;
	ok = capability("setaf") && !strstr(capability("setaf"), "::");
	/* newterm makes its own. */
	del_curterm(cur_term);
	return ok;
}

/* A terminal that shows any colour seldom says so in TERM. "": it does not. */
static void direct_name(char *out, size_t room)
{
	const char *term = getenv("TERM"), *says = getenv("COLORTERM"), *tail = term ? strstr(term, "-256color") : NULL;
	int n = tail ? (int)(tail - term) : term ? (int)strlen(term) : 0;

	*out = '\0';
	if (!theme->looks || n == 0 || !says || (strcmp(says, "truecolor") != 0 && strcmp(says, "24bit") != 0))
		return;
	if (snprintf(out, room, "%.*s-direct", n, term) >= (int)room || !is_direct(out))
		*out = '\0';
}

static void note_rescue(void)
{
	tcgetattr(STDIN_FILENO, &rescue.before);
	rescue.length = 0;
	add_rescue(capability("kmous") ? "\033[?1000l\033[?1002l\033[?1006l" : NULL);
	add_rescue(capability("sgr0"));
	add_rescue(capability("rmcup"));
	add_rescue(capability("rmkx"));
	add_rescue(capability("cnorm"));
}

bool terminal_can(struct err *e)
{
	const char *term = getenv("TERM");
	bool can;
	int error;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, "%s is not a terminal", isatty(STDIN_FILENO) ? "stdout" : "stdin");
	if (setupterm(NULL, STDOUT_FILENO, &error) != OK)
		return err_set(e, "the terminal type '%s' (TERM) is not known", term ? term : "");
	can = capability("cup");
	note_rescue();
	del_curterm(cur_term);
	return can || err_set(e, "a terminal of type '%s' (TERM) cannot show a screen", term);
}

bool terminal_open(struct err *e)
{
	struct err why;
	char direct[64];

	if (!terminal_can(&why))
		return err_set(e, "%.400s: --batch needs none", why.text);
	if (!theme)
		terminal_theme(NULL);
	direct_name(direct, sizeof(direct));
	screen = newterm(direct[0] ? direct : NULL, stdout, stdin);
	if (!screen)
		return err_set(e, "a terminal of type '%s' (TERM) cannot show a screen: --batch needs none", getenv("TERM"));
	set_escdelay(25);
	/* What is drawn goes into the library's picture of the terminal itself: keys alone need a window, and its cells are large. */
	wresize(stdscr, 1, 1);
	wnoutrefresh(stdscr);
	take_over();
	name_keys();
	choose_looks();
	die_first(terminal_close);
	return true;
}

void terminal_theme(const struct theme *t)
{
	theme = t ? t : themes_all(&(size_t){ 0 });
	if (rescue.taken)
		choose_looks();
}

void terminal_mouse(bool on)
{
	has_no_mouse = !on;
	if (rescue.taken)
		choose_mouse();
}

void terminal_cursor(bool always)
{
	shows_cursor = always;
}

void terminal_close(void)
{
	die_first(NULL);
	if (!rescue.taken)
		return;
	rescue.taken = false;
	endwin();
	delscreen(screen);
	canvas_free(&given);
}

void terminal_leave(void)
{
	rescue.taken = false;
	endwin();
}

void terminal_return(void)
{
	tcgetattr(STDIN_FILENO, &rescue.before);
	doupdate();
	take_over();
	terminal_resized();
}

void terminal_recover(int in, int out)
{
	tcsetattr(in, TCSANOW, &rescue.before);
	/* Should the terminal be gone, there is nobody left to tell. */
	if (write(out, rescue.bytes, rescue.length) < 0)
		return;
}

void terminal_rescue(void)
{
	if (!rescue.taken)
		return;
	rescue.taken = false;
	terminal_recover(STDIN_FILENO, STDOUT_FILENO);
}

void terminal_size(int *rows, int *cols)
{
	getmaxyx(newscr, *rows, *cols);
}

void terminal_resized(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
}

static int cells_of(const char *at, const char *end)
{
	int cells = 0;

	while (at < end)
		cells += text_cells(text_decode(&at, end));
	return cells;
}

void terminal_repaint(const char *text, size_t length)
{
	static bool is_known;
	const char *end = text + length, *stop;
	struct winsize size = { 0 };
	int error, rows, cols, cells;

	/* What it can do is asked once, and kept. */
	is_known = is_known || setupterm(NULL, STDOUT_FILENO, &error) == OK;
	if (!is_known || !capability("home") || !capability("el") || !capability("ed")) {
		fwrite(text, 1, length, stdout);
		return;
	}
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	rows = size.ws_row ? size.ws_row : INT_MAX;
	cols = size.ws_col ? size.ws_col : INT_MAX;
	putp(capability("home"));
	for (; text < end && (stop = memchr(text, '\n', (size_t)(end - text))); text = stop + 1) {
		cells = cells_of(text, stop);
		rows -= cells > cols ? (cells + cols - 1) / cols : 1;
		/* The cursor stays below. */
		if (rows < 1)
			break;
		fwrite(text, 1, (size_t)(stop - text), stdout);
		/* Where a line is full, the cursor still stands on its last cell. */
		if (cells == 0 || cells % cols)
			putp(capability("el"));
		putchar('\n');
	}
	putp(capability("ed"));
}

static void put_cell(int row, int col, const struct cell *cell)
{
	wchar_t text[2 + CELL_MARKS] = { (wchar_t)cell->point };
	cchar_t wide;

	for (int i = 0; i < CELL_MARKS && cell->marks[i]; i++)
		text[1 + i] = (wchar_t)cell->marks[i];
	setcchar(&wide, text, attributes[cell->style], pairs[cell->style], NULL);
	mvwadd_wch(newscr, row, col, &wide);
}

static bool is_given(const struct canvas *c, size_t i)
{
	return memcmp(&c->cells[i], &given.cells[i], sizeof(c->cells[i])) == 0;
}

/* The library compares with what the terminal shows already, and sends only what differs. */
void terminal_show(const struct canvas *c, enum showing what)
{
	bool all = what == EVERYTHING || is_stale || given.rows != c->rows || given.cols != c->cols;
	size_t i = 0;

	if (all)
		canvas_start(&given, c->rows, c->cols);
	for (int row = 0; row < c->rows; row++)
		for (int col = 0; col < c->cols; col++, i++)
			if (c->cells[i].point && (all || !is_given(c, i)))
				put_cell(row, col, &c->cells[i]);
	memcpy(given.cells, c->cells, i * sizeof(*c->cells));
	if (what == EVERYTHING || is_stale)
		clearok(curscr, TRUE);
	is_stale = false;
	/* Whoever cannot see the colours is told by the cursor where they are. */
	wmove(newscr, c->cursor_row, c->cursor_col);
	curs_set(c->cursor_is_seen || shows_cursor);
	doupdate();
}

void terminal_ring(void)
{
	beep();
}

/* What the mouse did, the newest first: so the library gives it when much has come at once. */
static struct press { int row, col; uint32_t key; } presses[8];
static size_t waiting;

static void take_presses(void)
{
	MEVENT event;

	while (waiting < ARRAY_LEN(presses) && getmouse(&event) == OK)
		presses[waiting++] = (struct press){ event.y, event.x, event.bstate & BUTTON4_PRESSED ? K_WHEEL_UP :
			event.bstate & BUTTON5_PRESSED ? K_WHEEL_DOWN : event.bstate & BUTTON1_PRESSED ? K_CLICK : K_OTHER };
}

static uint32_t next_press(void)
{
	waiting--;
	click_row = presses[waiting].row;
	click_col = presses[waiting].col;
	return presses[waiting].key;
}

void terminal_click(int *row, int *col)
{
	*row = click_row;
	*col = click_col;
}

static uint32_t read_key(void)
{
	static const struct { int curses; uint32_t ours; } names[] = {
		{ KEY_UP, K_UP }, { KEY_DOWN, K_DOWN }, { KEY_LEFT, K_LEFT }, { KEY_RIGHT, K_RIGHT }, { KEY_PPAGE, K_PAGE_UP },
		{ KEY_NPAGE, K_PAGE_DOWN }, { KEY_HOME, K_HOME }, { KEY_END, K_END }, { KEY_DC, K_DELETE },
		{ KEY_BACKSPACE, K_BACKSPACE }, { KEY_ENTER, K_ENTER },
		{ KEY_BTAB, K_BACKTAB },
	};
	wint_t key;
	int kind;

	if (waiting)
		return next_press();
	/* A change of size comes as a signal; the library types it as a key, too. That a button was let go is nothing. */
	do {
		kind = get_wch(&key);
		if (kind == KEY_CODE_YES && key == KEY_MOUSE)
			take_presses();
	} while (kind == KEY_CODE_YES && (key == KEY_RESIZE || (key == KEY_MOUSE && !waiting)));
	if (kind == ERR)
		return K_NONE;
	if (kind == OK)
		return key == '\r' ? K_ENTER : key == '\b' ? K_BACKSPACE : key;
	if (key == KEY_MOUSE)
		return next_press();
	if (key > KEY_F0 && key <= KEY_F0 + 24)
		return K_F(key - KEY_F0);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if ((int)key == names[i].curses)
			return names[i].ours;
	for (size_t i = 0; i < ARRAY_LEN(held); i++)
		if ((int)key == held[i].code)
			return held[i].key;
	return K_OTHER;
}

uint32_t terminal_key(void)
{
	static struct keyboard keyboard;

	return keyboard_next(&keyboard, read_key);
}

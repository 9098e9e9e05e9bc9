/* terminal.c - the only file that includes curses: cells and keys on one side, a real terminal on the other. Knows nothing
 * of what is shown. */
#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "terminal.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "vec.h"

/* What each style looks like with 256 colours, with 8, and with none: colour alone never carries a meaning. -1 is the
 * terminal's own. */
static const struct look {
	short fg256, bg256, fg8, bg8;
	attr_t color, mono;
} looks[STYLES] = {
	[STYLE_TEXT]       = { -1,  -1,  -1,           -1,           A_NORMAL, A_NORMAL },
	[STYLE_DIM]        = { 244, -1,  -1,           -1,           A_NORMAL, A_NORMAL },
	[STYLE_STRONG]     = { -1,  -1,  -1,           -1,           A_BOLD,   A_BOLD },
	[STYLE_LARGE]      = { 215, -1,  COLOR_YELLOW, -1,           A_BOLD,   A_BOLD },
	[STYLE_BUSY]       = { 114, -1,  COLOR_GREEN,  -1,           A_NORMAL, A_BOLD },
	[STYLE_WRONG]      = { 203, -1,  COLOR_RED,    -1,           A_BOLD,   A_BOLD },
	[STYLE_ACCENT]     = { 73,  -1,  COLOR_CYAN,   -1,           A_NORMAL, A_NORMAL },
	[STYLE_LABEL]      = { 73,  -1,  COLOR_CYAN,   -1,           A_NORMAL, A_NORMAL },
	[STYLE_TITLE]      = { 252, 238, COLOR_BLACK,  COLOR_WHITE,  A_NORMAL, A_REVERSE },
	[STYLE_TITLE_SORT] = { 235, 73,  COLOR_BLACK,  COLOR_CYAN,   A_BOLD,   A_REVERSE | A_BOLD },
	[STYLE_SELECTED]   = { 255, 24,  COLOR_BLACK,  COLOR_CYAN,   A_NORMAL, A_REVERSE },
	[STYLE_TAGGED]     = { 222, -1,  COLOR_YELLOW, -1,           A_BOLD,   A_BOLD | A_UNDERLINE },
	[STYLE_ALERT]      = { 231, 88,  COLOR_WHITE,  COLOR_RED,    A_BOLD,   A_BOLD | A_STANDOUT },
	[STYLE_KEY]        = { 252, -1,  -1,           -1,           A_BOLD,   A_BOLD },
	[STYLE_KEY_LABEL]  = { 235, 73,  COLOR_BLACK,  COLOR_CYAN,   A_NORMAL, A_REVERSE },
	[STYLE_USED]       = { 71,  -1,  COLOR_GREEN,  -1,           A_NORMAL, A_BOLD },
	[STYLE_SHARED]     = { 134, -1,  COLOR_MAGENTA,-1,           A_NORMAL, A_NORMAL },
	[STYLE_KERNEL]     = { 68,  -1,  COLOR_BLUE,   -1,           A_NORMAL, A_NORMAL },
	[STYLE_CACHE]      = { 179, -1,  COLOR_YELLOW, -1,           A_NORMAL, A_NORMAL },
	[STYLE_FREE]       = { 240, -1,  -1,           -1,           A_NORMAL, A_NORMAL },
};

/* What must be known in a signal handler to give the terminal back: plain bytes and a struct. */
static struct {
	bool taken;
	struct termios before;
	char bytes[256];
	size_t length;
} rescue;

static SCREEN *screen;
static attr_t attributes[STYLES];
static short pairs[STYLES];
static int click_row, click_col;

static void choose_looks(bool color)
{
	bool many;

	color = color && has_colors() && start_color() == OK && use_default_colors() == OK;
	many = COLORS >= 256;
	for (int i = 0; i < STYLES; i++) {
		const struct look *l = &looks[i];
		attributes[i] = color ? l->color : l->mono;
		pairs[i] = 0;
		if (!color)
			continue;
		pairs[i] = (short)(i + 1);
		init_pair(pairs[i], many ? l->fg256 : l->fg8, many ? l->bg256 : l->bg8);
	}
}

/* Appends a capability of the terminal to what a rescue writes. */
static void add_rescue(const char *capability)
{
	const char *bytes = tigetstr(capability);
	size_t n = bytes && bytes != (const char *)-1 ? strlen(bytes) : 0;

	if (rescue.length + n > sizeof(rescue.bytes))
		return;
	memcpy(rescue.bytes + rescue.length, bytes ? bytes : "", n);
	rescue.length += n;
}

static void take_over(void)
{
	mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
	mouseinterval(0);
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

bool terminal_open(bool color, struct err *e)
{
	static const char mouse_off[] = "\033[?1000l\033[?1002l\033[?1006l";
	const char *term = getenv("TERM");
	int error;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, "%s is not a terminal: --batch needs none", isatty(STDIN_FILENO) ? "stdout" : "stdin");
	if (setupterm(NULL, STDOUT_FILENO, &error) != OK)
		return err_set(e, "the terminal type '%s' (TERM) is not known: --batch needs none", term ? term : "");
	if (!tigetstr("cup") || tigetstr("cup") == (const char *)-1)
		return err_set(e, "a terminal of type '%s' (TERM) cannot show a screen: --batch needs none", term);
	/* newterm makes its own. */
	del_curterm(cur_term);
	tcgetattr(STDIN_FILENO, &rescue.before);
	screen = newterm(NULL, stdout, stdin);
	if (!screen)
		return err_set(e, "a terminal of type '%s' (TERM) cannot show a screen: --batch needs none", term);
	set_escdelay(25);
	/* What is drawn goes into the library's picture of the terminal itself: keys alone need a window, and its cells are large. */
	wresize(stdscr, 1, 1);
	take_over();
	choose_looks(color);
	if (has_mouse()) {
		memcpy(rescue.bytes, mouse_off, sizeof(mouse_off) - 1);
		rescue.length = sizeof(mouse_off) - 1;
	}
	add_rescue("sgr0");
	add_rescue("rmcup");
	add_rescue("rmkx");
	add_rescue("cnorm");
	die_first(terminal_close);
	return true;
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

void terminal_rescue(void)
{
	if (!rescue.taken)
		return;
	rescue.taken = false;
	tcsetattr(STDIN_FILENO, TCSANOW, &rescue.before);
	/* Should the terminal be gone, there is nobody left to tell. */
	if (write(STDOUT_FILENO, rescue.bytes, rescue.length) < 0)
		return;
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
	bool all = what == EVERYTHING || given.rows != c->rows || given.cols != c->cols;
	size_t i = 0;

	if (all)
		canvas_start(&given, c->rows, c->cols);
	for (int row = 0; row < c->rows; row++)
		for (int col = 0; col < c->cols; col++, i++)
			if (c->cells[i].point && (all || !is_given(c, i)))
				put_cell(row, col, &c->cells[i]);
	memcpy(given.cells, c->cells, i * sizeof(*c->cells));
	if (what == EVERYTHING)
		clearok(curscr, TRUE);
	doupdate();
}

void terminal_ring(void)
{
	beep();
}

static uint32_t mouse_key(void)
{
	MEVENT event;

	if (getmouse(&event) != OK)
		return K_OTHER;
	click_row = event.y;
	click_col = event.x;
	if (event.bstate & BUTTON4_PRESSED)
		return K_WHEEL_UP;
	if (event.bstate & BUTTON5_PRESSED)
		return K_WHEEL_DOWN;
	return event.bstate & BUTTON1_PRESSED ? K_CLICK : K_OTHER;
}

void terminal_click(int *row, int *col)
{
	*row = click_row;
	*col = click_col;
}

uint32_t terminal_key(void)
{
	static const struct { int curses; uint32_t ours; } names[] = {
		{ KEY_UP, K_UP }, { KEY_DOWN, K_DOWN }, { KEY_LEFT, K_LEFT }, { KEY_RIGHT, K_RIGHT }, { KEY_PPAGE, K_PAGE_UP },
		{ KEY_NPAGE, K_PAGE_DOWN }, { KEY_HOME, K_HOME }, { KEY_END, K_END }, { KEY_DC, K_DELETE },
		{ KEY_BACKSPACE, K_BACKSPACE }, { KEY_ENTER, K_ENTER },
		{ KEY_BTAB, K_BACKTAB },
	};
	wint_t key;
	int kind;

	/* A change of size comes as a signal; the library types it as a key, too. */
	do
		kind = get_wch(&key);
	while (kind == KEY_CODE_YES && key == KEY_RESIZE);
	if (kind == ERR)
		return K_NONE;
	if (kind == OK)
		return key == '\r' ? K_ENTER : key == '\b' ? K_BACKSPACE : key;
	if (key == KEY_MOUSE)
		return mouse_key();
	if (key > KEY_F0 && key <= KEY_F0 + 24)
		return K_F(key - KEY_F0);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if ((int)key == names[i].curses)
			return names[i].ours;
	return K_OTHER;
}

/* every_key_test.c - every key of the table does what the help says of it: a key that has no case here fails. */
#define _GNU_SOURCE
#include "screens.h"

#include "ui.h"

enum { FILL = 40, WORDS = 6 };

/* What is waited for once a key was typed. */
enum then {
	TEXT,          /* the text is there */
	GONE,          /* it is not */
	SELECTED,      /* the row with the text is */
	UNSELECTED,
	AGAIN,         /* the text was written more than once */
	EXIT,
};

/* The keys as the table writes them; how each of them is typed, after what else; what comes of it. */
struct claim {
	const char *keys;
	const char *typed[WORDS];
	const char *before;
	enum then then;
	const char *text;
};

#define SHIFT_F3    "\033[1;2R"
#define SHIFT_UP    "\033[1;2A"
#define SHIFT_DOWN  "\033[1;2B"
#define WHEEL_DOWN  "\033[<65;5;12M"
#define CLICK_THIRD "\033[<0;5;9M\033[<0;5;9m"

static const struct claim claims[] = {
	{ "F1 h ?",       { KEY_F1, "h", "?" },        "",              TEXT,       "where did my memory go" },
	{ "F2 S C",       { KEY_F2, "S", "C" },        "",              TEXT,       "[Columns]" },
	{ "F10 q",        { KEY_F10, "q" },            "",              EXIT,       "" },
	{ "!",            { "!" },                     "",              TEXT,       "no alert was asked for" },
	{ "Z",            { "Z" },                     "",              TEXT,       "PAUSED" },
	{ "#",            { "#" },                     "",              GONE,       "Swap" },
	{ "Ctrl-L",       { KEY_CTRL_L },              "",              AGAIN,      "COMMAND" },
	{ "F3 /",         { KEY_F3, "/" },             "",              TEXT,       "Search:" },
	{ "n",            { "n" },                     "/attic\r" KEY_HOME, SELECTED, "attic" },
	{ "Shift-F3 B",   { SHIFT_F3, "B" },           "/kitchen\r" KEY_HOME, SELECTED, "kitchen" },
	{ "F4 \\",        { KEY_F4, "\\" },            "",              TEXT,       "Filter:" },
	{ "F6 < > , .",   { KEY_F6, "<", ">", ",", "." }, "",           TEXT,       "Sort by" },
	{ "M",            { "M" },                     "N",             TEXT,       "RSS▼" },
	{ "P",            { "P" },                     "",              TEXT,       "CPU%▼" },
	{ "T",            { "T" },                     "",              TEXT,       "TIME▼" },
	{ "N",            { "N" },                     "",              TEXT,       "PID▲" },
	{ "I",            { "I" },                     "",              TEXT,       "RSS▲" },
	{ "F5 t",         { KEY_F5, "t" },             "",              TEXT,       "TREE RSS▼" },
	{ "+ =",          { "+", "=" },                "t",             GONE,       "kitchen" },
	{ "-",            { "-" },                     "t",             GONE,       "kitchen" },
	{ "Backspace",    { KEY_BACKSPACE },           "t" KEY_DOWN,    GONE,       "kitchen" },
	{ "*",            { "*" },                     "t",             GONE,       "kitchen" },
	{ "Tab",          { KEY_TAB },                 "",              TEXT,       "[Memory]" },
	{ "Shift-Tab",    { KEY_BACKTAB },             "",              TEXT,       "[I/O]" },
	{ "H",            { "H" },                     "",              TEXT,       "cook" },
	{ "K",            { "K" },                     KEY_END,         TEXT,       "[wind]" },
	{ "O",            { "O" },                     "",              TEXT,       "no containers" },
	{ "u",            { "u" },                     "",              TEXT,       "Show the processes of" },
	{ "p",            { "p" },                     "",              GONE,       "/usr/bin/cellar" },
	{ "m",            { "m" },                     "",              TEXT,       "renamed│" },
	{ "F",            { "F" },                     "",              TEXT,       "follows" },
	{ "L",            { "L" },                     "",              TEXT,       "Memory of this machine" },
	{ "Enter",        { KEY_ENTER },               "",              TEXT,       "[Regions]" },
	{ "l",            { "l" },                     "",              TEXT,       "[Files]" },
	{ "e",            { "e" },                     "",              TEXT,       "[Environment]" },
	{ "x",            { "x" },                     "",              TEXT,       "[Locks]" },
	{ "w",            { "w" },                     "",              TEXT,       "[Command]" },
	{ "o",            { "o" },                     "",              TEXT,       "OOM killer" },
	{ "G",            { "G" },                     "",              TEXT,       "groups by" },
	{ "Esc",          { KEY_ESC },                 "",              UNSELECTED, "cellar" },
	{ "g",            { "g" },                     "",              TEXT,       "marked:" },
	{ "d",            { "d" },                     "g",             TEXT,       "since " },
	{ "Space",        { " " },                     "",              TEXT,       "1 tagged" },
	{ "c",            { "c" },                     "",              TEXT,       "2 tagged" },
	{ "U",            { "U" },                     " ",             GONE,       "tagged" },
	{ "F7 ]",         { KEY_F7, "]" },             "",              TEXT,       "/proc is of elsewhere" },
	{ "F8 [",         { KEY_F8, "[" },             "",              TEXT,       "/proc is of elsewhere" },
	{ "F9 k",         { KEY_F9, "k" },             "",              TEXT,       "Send a signal to 1 process" },
	{ "a",            { "a" },                     "",              TEXT,       "/proc is of elsewhere" },
	{ "i",            { "i" },                     "",              TEXT,       "/proc is of elsewhere" },
	{ "A",            { "A" },                     "",              TEXT,       "How soon the OOM killer takes it" },
	{ "Up",           { KEY_UP },                  KEY_DOWN KEY_DOWN, SELECTED, "kitchen" },
	{ "Down",         { KEY_DOWN },                "",              SELECTED,   "kitchen" },
	{ "PgUp",         { KEY_PGUP },                KEY_PGDN,        SELECTED,   "cellar" },
	{ "PgDn",         { KEY_PGDN },                "",              GONE,       "cellar" },
	{ "Home",         { KEY_HOME },                KEY_END,         SELECTED,   "cellar" },
	{ "End",          { KEY_END },                 "",              SELECTED,   "least" },
	{ "Right",        { KEY_RIGHT },               "",              GONE,       "/usr/bin/cellar" },
	{ "Left",         { KEY_LEFT },                KEY_RIGHT,       TEXT,       "/usr/bin/cellar" },
	{ "Ctrl-A ^",     { "\001", "^" },             KEY_RIGHT KEY_RIGHT, TEXT,   "/usr/bin/cellar" },
	{ "Ctrl-E $",     { "\005", "$" },             "",              TEXT,       "the-end" },
	{ "Shift-Up",     { SHIFT_UP },                SHIFT_DOWN,      TEXT,       "cellar" },
	{ "Shift-Down",   { SHIFT_DOWN },              "",              GONE,       "cellar" },
	{ "0-9",          { "3" },                     "",              SELECTED,   "attic" },
	{ "click",        { CLICK_THIRD },             "",              SELECTED,   "attic" },
	{ "wheel",        { WHEEL_DOWN },              "",              UNSELECTED, "cellar" },
};

static struct world world;

static void build(void)
{
	static struct made made[FILL + 7] = {
		{ .pid = 1, .comm = "cellar", .mb = 40,
		  .command = "/usr/bin/cellar --with one long line of words that goes on far beyond the right edge of any screen that a test has, up to the-end" },
		{ .pid = 2, .ppid = 1, .comm = "kitchen", .mb = 30, .threads = 2 },
		{ .pid = 5, .tgid = 2, .comm = "cook" },
		{ .pid = 3, .comm = "attic", .mb = 20 },
		{ .pid = 6, .comm = "renamed", .command = "/bin/other", .mb = 10 },
		{ .pid = 7, .comm = "wind", .flags = 0x00200000 },
		{ .pid = 8, .comm = "least" },
	};

	for (int i = 0; i < FILL; i++)
		made[7 + i] = (struct made){ .pid = 100 + i, .comm = "fill", .mb = 2 };
	WORLD(&world, made);
}

static bool is_unselected(const struct pty *p, void *name)
{
	return !row_is_selected(p, name);
}

static bool is_written_again(struct pty *p, const char *text)
{
	const char *raw, *at;
	size_t length;

	raw = pty_raw(p, &length);
	at = memmem(raw, length, text, strlen(text));
	return at && memmem(at + 1, length - (size_t)(at + 1 - raw), text, strlen(text));
}

static bool comes(struct pty *p, const struct claim *c)
{
	void *text = (void *)(uintptr_t)c->text;

	switch (c->then) {
	case TEXT:       return pty_wait_text(p, c->text);
	case GONE:       return pty_wait_gone(p, c->text);
	case SELECTED:   return pty_wait(p, row_is_selected, text);
	case UNSELECTED: return pty_wait(p, is_unselected, text);
	case AGAIN:      return until((pty_wait_text(p, c->text), is_written_again(p, c->text)));
	case EXIT:       return pty_wait_code(p, 0);
	}
	return false;
}

/* Whether it was so before the key already, which would prove nothing. */
static bool is_so_already(struct pty *p, const struct claim *c)
{
	void *text = (void *)(uintptr_t)c->text;

	return (c->then == TEXT && pty_find(p, c->text, NULL, NULL)) || (c->then == GONE && !pty_find(p, c->text, NULL, NULL)) ||
	       (c->then == SELECTED && row_is_selected(p, text)) || (c->then == UNSELECTED && !row_is_selected(p, text));
}

static void try(const struct claim *c, const char *typed)
{
	/* The line of the screens' names is there from 32 rows on. */
	struct pty *p = ramtop_in(34, 100, NULL, "--proc", world.dir);

	expect_text(p, "cellar");
	expect_row(p, -1, "F1Help");
	if (c->before[0]) {
		pty_type(p, c->before);
		/* A key that draws a box and takes it away: what was typed before it has been done by then. */
		pty_type(p, "u");
		expect_text(p, "Show the processes of");
		pty_type(p, KEY_ESC);
		expect_gone(p, "Show the processes of");
	}
	ck_assert_msg(!is_so_already(p, c), "%s: '%s' is so before", c->keys, c->text);
	pty_type(p, typed);
	if (!comes(p, c))
		ck_abort_msg("%s: '%s' does not come of it\n%s", c->keys, c->text, pty_exhibit(p));
	pty_close(p);
}

static size_t words(const char *text)
{
	size_t n = 1;

	for (; *text; text++)
		n += *text == ' ';
	return n;
}

START_TEST(every_key_of_the_table_has_a_case)
{
	struct action_help a;

	for (size_t i = 0; actions_help(i, &a); i++) {
		const struct claim *found = NULL;
		size_t typed = 0;
		/* These are of every list, and of every pane: their own tests have them. */
		if (strncmp(a.keys, "Alt-", 4) == 0 || strcmp(a.keys, "in lists") == 0)
			continue;
		for (size_t k = 0; k < ARRAY_LEN(claims); k++)
			if (strcmp(claims[k].keys, a.keys) == 0)
				found = &claims[k];
		ck_assert_msg(found != NULL, "no test has the key %s: %s", a.keys, a.help);
		while (typed < WORDS && found->typed[typed])
			typed++;
		ck_assert_msg(typed == words(a.keys), "%s: %zu of %zu keys are typed", a.keys, typed, words(a.keys));
	}
}
END_TEST

START_TEST(every_case_is_a_key_of_the_table)
{
	struct action_help a;

	for (size_t k = 0; k < ARRAY_LEN(claims); k++) {
		bool found = false;
		for (size_t i = 0; actions_help(i, &a) && !found; i++)
			found = strcmp(claims[k].keys, a.keys) == 0;
		ck_assert_msg(found, "the table has no key %s", claims[k].keys);
	}
}
END_TEST

/* In four parts, which may run side by side. */
static void try_part(size_t part)
{
	build();
	for (size_t k = part; k < ARRAY_LEN(claims); k += 4)
		for (size_t i = 0; i < WORDS && claims[k].typed[i]; i++)
			try(&claims[k], claims[k].typed[i]);
	world_close(&world);
}

START_TEST(every_key_does_what_is_said_of_it) { try_part(0); } END_TEST
START_TEST(every_key_does_what_is_said_of_it_2) { try_part(1); } END_TEST
START_TEST(every_key_does_what_is_said_of_it_3) { try_part(2); } END_TEST
START_TEST(every_key_does_what_is_said_of_it_4) { try_part(3); } END_TEST

SUITE(every_key, every_key_of_the_table_has_a_case, every_case_is_a_key_of_the_table, every_key_does_what_is_said_of_it,
      every_key_does_what_is_said_of_it_2, every_key_does_what_is_said_of_it_3, every_key_does_what_is_said_of_it_4)

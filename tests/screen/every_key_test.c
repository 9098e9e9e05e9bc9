/* every_key_test.c - every key of the table does what the help says of it: a key that has no case here fails. */
#define _GNU_SOURCE
#include "claims.h"

enum { FILL = 40 };

/* The keys as the table writes them, what is typed before each of them, what comes of it. */
struct claim {
	const char *keys;
	const char *before;
	enum then then;
	const char *text;
};

#define SHIFT_DOWN  "\033[1;2B"

static const struct claim claims[] = {
	{ "F1 h ?",       "",                    TEXT,       "where did my memory go" },
	{ "F2 S C",       "",                    TEXT,       "[Columns]" },
	{ "F10 q",        "",                    EXIT,       "" },
	{ "!",            "",                    TEXT,       "no alert was asked for" },
	{ "Z",            "",                    TEXT,       "PAUSED" },
	{ "#",            "",                    GONE,       "Swap" },
	{ "Ctrl-L",       "",                    AGAIN,      "COMMAND" },
	{ "F3 /",         "",                    TEXT,       "Search:" },
	{ "n",            "/attic\r" KEY_HOME,   SELECTED,   "attic" },
	{ "Shift-F3 B",   "/kitchen\r" KEY_HOME, SELECTED,   "kitchen" },
	{ "F4 \\",        "",                    TEXT,       "Filter:" },
	{ "F6 < > , .",   "",                    TEXT,       "Sort by" },
	{ "M",            "N",                   TEXT,       "RSS▼" },
	{ "P",            "",                    TEXT,       "CPU%▼" },
	{ "T",            "",                    TEXT,       "TIME▼" },
	{ "N",            "",                    TEXT,       "PID▲" },
	{ "I",            "",                    TEXT,       "RSS▲" },
	{ "F5 t",         "",                    TEXT,       "TREE RSS▼" },
	{ "+ =",          "t",                   GONE,       "kitchen" },
	{ "-",            "t",                   GONE,       "kitchen" },
	{ "Backspace",    "t" KEY_DOWN,          GONE,       "kitchen" },
	{ "*",            "t",                   GONE,       "kitchen" },
	{ "Tab",          "",                    TEXT,       "[Memory]" },
	{ "Shift-Tab",    "",                    TEXT,       "[I/O]" },
	{ "H",            "",                    TEXT,       "cook" },
	{ "K",            KEY_END,               TEXT,       "[wind]" },
	{ "O",            "",                    TEXT,       "no containers" },
	{ "u",            "",                    TEXT,       "Show the processes of" },
	{ "p",            "",                    GONE,       "/usr/bin/cellar" },
	{ "m",            "",                    TEXT,       "renamed│" },
	{ "F",            "",                    TEXT,       "follows" },
	{ "L",            "",                    TEXT,       "Memory of this machine" },
	{ "Enter",        "",                    TEXT,       "[Regions]" },
	{ "l",            "",                    TEXT,       "[Files]" },
	{ "e",            "",                    TEXT,       "[Environment]" },
	{ "x",            "",                    TEXT,       "[Locks]" },
	{ "w",            "",                    TEXT,       "[Command]" },
	{ "o",            "",                    TEXT,       "OOM killer" },
	{ "G",            "",                    TEXT,       "groups by" },
	{ "Esc",          "",                    UNSELECTED, "cellar" },
	{ "g",            "",                    TEXT,       "marked:" },
	{ "d",            "g",                   TEXT,       "since " },
	{ "Space",        "",                    TEXT,       "1 tagged" },
	{ "c",            "",                    TEXT,       "2 tagged" },
	{ "U",            " ",                   GONE,       "tagged" },
	{ "F7 ]",         "",                    TEXT,       "/proc is of elsewhere" },
	{ "F8 [",         "",                    TEXT,       "/proc is of elsewhere" },
	{ "F9 k",         "",                    TEXT,       "Send a signal to 1 process" },
	{ "a",            "",                    TEXT,       "/proc is of elsewhere" },
	{ "i",            "",                    TEXT,       "/proc is of elsewhere" },
	{ "A",            "",                    TEXT,       "How soon the OOM killer takes it" },
	{ "Up",           KEY_DOWN KEY_DOWN,     SELECTED,   "kitchen" },
	{ "Down",         "",                    SELECTED,   "kitchen" },
	{ "PgUp",         KEY_PGDN,              SELECTED,   "cellar" },
	{ "PgDn",         "",                    GONE,       "cellar" },
	{ "Home",         KEY_END,               SELECTED,   "cellar" },
	{ "End",          "",                    SELECTED,   "least" },
	{ "Right",        "",                    GONE,       "/usr/bin/cellar" },
	{ "Left",         KEY_RIGHT,             TEXT,       "/usr/bin/cellar" },
	{ "Ctrl-A ^",     KEY_RIGHT KEY_RIGHT,   TEXT,       "/usr/bin/cellar" },
	{ "Ctrl-E $",     "",                    TEXT,       "the-end" },
	{ "Shift-Up",     SHIFT_DOWN,            TEXT,       "cellar" },
	{ "Shift-Down",   "",                    GONE,       "cellar" },
	{ "0-9=3",        "",                    SELECTED,   "attic" },
	{ "click=\033[<0;5;9M\033[<0;5;9m", "",         SELECTED,   "attic" },
	{ "wheel",        "",                    UNSELECTED, "cellar" },
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

static void try(const struct claim *c, const char *key)
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
	claim_press(p, key, c->then, c->text);
	pty_close(p);
}

/* They name the same keys, whatever is typed for them. */
static bool is_of(const struct claim *c, const char *keys)
{
	const char *claimed = c->keys, *named = keys;
	char word[KEY_WORD];

	while (word_next(&named, word))
		if (!words_have(c->keys, word))
			return false;
	while (word_next(&claimed, word)) {
		word_typed(word);
		if (!words_have(keys, word))
			return false;
	}
	return true;
}

START_TEST(every_key_of_the_table_has_a_case)
{
	struct action_help a;

	for (size_t i = 0; actions_help(i, &a); i++) {
		bool found = false;
		/* These are of every list, and of every pane: their own tests have them. */
		if (strncmp(a.keys, "Alt-", 4) == 0)
			continue;
		for (size_t k = 0; k < ARRAY_LEN(claims) && !found; k++)
			found = is_of(&claims[k], a.keys);
		ck_assert_msg(found, "no test has the key %s: %s", a.keys, a.help);
	}
}
END_TEST

START_TEST(every_case_is_a_key_of_the_table)
{
	struct action_help a;

	for (size_t k = 0; k < ARRAY_LEN(claims); k++) {
		bool found = false;
		for (size_t i = 0; actions_help(i, &a) && !found; i++)
			found = is_of(&claims[k], a.keys);
		ck_assert_msg(found, "the table has no key %s", claims[k].keys);
	}
}
END_TEST

/* In four parts, which may run side by side. */
static void try_part(size_t part)
{
	build();
	for (size_t k = part; k < ARRAY_LEN(claims); k += 4) {
		const char *keys = claims[k].keys;
		char key[KEY_WORD];
		while (word_next(&keys, key))
			try(&claims[k], key);
	}
	world_close(&world);
}

START_TEST(every_key_does_what_is_said_of_it) { try_part(0); } END_TEST
START_TEST(every_key_does_what_is_said_of_it_2) { try_part(1); } END_TEST
START_TEST(every_key_does_what_is_said_of_it_3) { try_part(2); } END_TEST
START_TEST(every_key_does_what_is_said_of_it_4) { try_part(3); } END_TEST

SUITE(every_key, every_key_of_the_table_has_a_case, every_case_is_a_key_of_the_table, every_key_does_what_is_said_of_it,
      every_key_does_what_is_said_of_it_2, every_key_does_what_is_said_of_it_3, every_key_does_what_is_said_of_it_4)

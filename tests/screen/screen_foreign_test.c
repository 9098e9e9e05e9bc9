/* screen_foreign_test.c - names that were made to break a screen: none of their bytes reaches the terminal raw. */
#define _GNU_SOURCE
#include "screens.h"

/* Each has 20 and a number of MB, so that its row is found by its pid. Control bytes, C1 in UTF-8 and alone, bidi, wide,
 * combining, invalid. */
static const struct made crooks[] = {
	{ .pid = 501, .mb = 21, .comm = "\033]0;evil\a\033[2J",            .command = "a\033]0;evil\a\033[2J\033[31mz" },
	{ .pid = 502, .mb = 22, .comm = "line\nbreak\r\t\b",               .command = "line\nbreak\r\t\bz" },
	{ .pid = 503, .mb = 23, .comm = "c1\302\2332Jx",                   .command = "c1\302\2332J\302\235evil\302\234z" },
	{ .pid = 504, .mb = 24, .comm = "bidi\342\200\256txt",             .command = "bidi\342\200\256exe.txt\342\201\246z" },
	{ .pid = 505, .mb = 25, .comm = "\344\270\255\346\226\207\344\270\255\346\226\207\344\270\255",
	  .command = "\344\270\255\346\226\207\344\270\255\346\226\207 \346\274\242z" },
	{ .pid = 506, .mb = 26, .comm = "e\314\201e\314\202e\314\203",     .command = "e\314\201\314\201\314\201\314\201\314\201\314\201z" },
	{ .pid = 507, .mb = 27, .comm = "bad\377\300\257\355\240\200",     .command = "bad\377\376\300\257\355\240\200\344\270z" },
	{ .pid = 508, .mb = 28, .comm = "a) R 1 (b",                       .command = "a) R 1 (b 99M" },
	{ .pid = 509, .mb = 29, .comm = "\345\220\215\345\220\215\345\220\215\345\220\215\345\220\215\345\220\215\345\220\215\345\220\215",
	  .command = "\345\220\215" },
};

enum { CROOKS = sizeof(crooks) / sizeof(crooks[0]) };

static struct pty *visit(struct world *w, const char *const *env, const char *options)
{
	struct pty *p;

	WORLD(w, crooks);
	/* Foreign text stands before the numbers, so that it could push them away. */
	p = ramtop_in(24, 90, env, "--proc", w->dir, "-o", "pid,comm,rss,vsz,command", options);
	for (int i = 0; i < CROOKS; i++) {
		char pid[16], rss[16];
		snprintf(pid, sizeof(pid), "    %d ", crooks[i].pid);
		snprintf(rss, sizeof(rss), " %uM ", crooks[i].mb);
		expect_text(p, pid);
		expect_text(p, rss);
	}
	return p;
}

static bool has_raw(struct pty *p, const char *bytes)
{
	size_t length;
	const char *raw = pty_raw(p, &length);

	return memmem(raw, length, bytes, strlen(bytes));
}

/* The screen's own sequences stay: only those of the names must not be there. */
static void check_raw(struct pty *p)
{
	static const char *const forbidden[] = {
		"evil\a", "\033]0;", "\302\233", "\302\235", "\302\234", "\342\200\256", "\342\201\246", "line\n", "break\r\t", "\377",
		"\300\257", "\355\240\200", "\033[31mz",
	};

	for (size_t i = 0; i < sizeof(forbidden) / sizeof(forbidden[0]); i++)
		ck_assert_msg(!has_raw(p, forbidden[i]), "forbidden bytes %zu reached the terminal", i);
}

/* The numbers stand in one column of the screen, whatever stands before them. */
static void check_columns(struct pty *p)
{
	int first = -1;

	for (int i = 0; i < CROOKS; i++) {
		char pid[16], rss[16];
		int row, col, at;
		snprintf(pid, sizeof(pid), "    %d ", crooks[i].pid);
		snprintf(rss, sizeof(rss), " %uM ", crooks[i].mb);
		ck_assert(pty_find(p, pid, &at, NULL));
		ck_assert(pty_find(p, rss, &row, &col));
		first = first < 0 ? col : first;
		ck_assert_msg(row == at && col == first, "the row of %d is out of line\n%s", crooks[i].pid, pty_exhibit(p));
	}
}

START_TEST(foreign_bytes_never_reach_the_terminal_raw)
{
	struct world w;
	struct pty *p = visit(&w, NULL, "-K");

	check_columns(p);
	pty_type(p, "tp");
	expect_text(p, "TREE");
	expect_text(p, "evil");
	pty_type(p, "#");
	expect_row(p, 0, "PID");
	check_columns(p);
	check_raw(p);
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(menus_and_messages_do_not_leak_them_either)
{
	struct world w;
	struct pty *p = visit(&w, NULL, "-K");

	for (int i = 0; i < CROOKS; i++)
		pty_type(p, " ");
	expect_text(p, "tagged");
	pty_type(p, "k");
	expect_text(p, "to 9 processes");
	pty_type(p, "9" KEY_ENTER);
	expect_text(p, "refused");
	pty_type(p, KEY_ESC);
	expect_gone(p, "refused");
	/* What the user types is foreign as well: it may have been pasted. */
	pty_type(p, "/x\342\200\256y\302\233z");
	expect_text(p, "no row has");
	pty_type(p, KEY_ENTER "\\x\342\200\256y\302\233z");
	expect_text(p, "0 shown");
	pty_type(p, KEY_ENTER);
	expect_text(p, "filter: x");
	check_raw(p);
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(in_an_ascii_locale_only_ascii_is_written)
{
	struct world w;
	struct pty *p = visit(&w, PTY_LIST("LC_ALL=C"), "-K");
	const char *raw;
	size_t length;

	check_columns(p);
	pty_type(p, "th");
	expect_row(p, 0, "where did my memory go");
	pty_type(p, "hk");
	expect_text(p, "Send a signal");
	raw = pty_raw(p, &length);
	for (size_t i = 0; i < length; i++)
		ck_assert_msg((unsigned char)raw[i] < 0x80, "byte %zu is %02x\n%s", i, (unsigned char)raw[i], pty_exhibit(p));
	check_raw(p);
	pty_close(p);
	world_close(&w);
}
END_TEST

SUITE(screen_foreign, foreign_bytes_never_reach_the_terminal_raw, menus_and_messages_do_not_leak_them_either,
      in_an_ascii_locale_only_ascii_is_written)

/* screen_hints_test.c - where a key can do nothing, and where there is nothing to see, it is said what would help. */
#define _GNU_SOURCE
#include "screens.h"

#define KERNEL 0x00200000    /* PF_KTHREAD */

static const struct made few[] = {
	{ .pid = 1,  .comm = "atlas", .mb = 60, .threads = 2 },
	{ .pid = 2,  .comm = "kworker", .flags = KERNEL },
	{ .pid = 30, .comm = "bible", .mb = 50, .ppid = 1 },
	{ .pid = 40, .comm = "clerk", .tgid = 1 },
};

static struct pty *visit(struct world *w)
{
	struct pty *p;

	WORLD(w, few);
	p = ramtop("--proc", w->dir);
	expect_selected(p, "atlas");
	return p;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

START_TEST(a_key_that_can_do_nothing_says_what_would)
{
	static const struct { const char *key, *said; } cases[] = {
		{ "U",  "nothing is tagged: Space tags" }, { "*", "there is no tree to fold: t shows it" }, { "-", "there is no tree to fold" },
		{ "n",  "nothing was searched for: / does" }, { "B", "nothing was searched for" }, { "77", "there is no process 77" },
	};
	struct world w;
	struct pty *p = visit(&w);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		pty_type(p, cases[i].key);
		expect_row(p, -2, cases[i].said);
		pty_type(p, KEY_HOME);
		expect_gone(p, cases[i].said);
	}
	leave(&w, p);
}
END_TEST

START_TEST(a_pid_that_is_hidden_is_found_with_the_key_that_is_named)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "2");
	expect_row(p, -2, "pid 2 is not shown: K shows");
	pty_type(p, "K2");
	expect_selected(p, "kworker");
	pty_type(p, "\\bible" KEY_ENTER);
	expect_row(p, -2, "filter: bible");
	pty_type(p, "1");
	expect_row(p, -2, "pid 1 is not shown: it is filtered out (F4");
	pty_type(p, "/atlas");
	expect_row(p, -2, "no row has 'atlas' in its command: the filter (F4) may hide it");
	leave(&w, p);
}
END_TEST

START_TEST(while_it_is_paused_the_key_to_go_on_is_seen)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "Z");
	expect_row(p, -2, "PAUSED: Z goes on");
	pty_type(p, "Z");
	expect_gone(p, "PAUSED");
	leave(&w, p);
}
END_TEST

START_TEST(a_filter_that_nothing_fits_says_how_to_be_rid_of_it)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "\\zzz" KEY_ENTER);
	expect_text(p, "no process fits the filter: F4 changes it, Esc there clears it");
	pty_type(p, KEY_F4);
	expect_row(p, -1, "Filter: zzz");
	pty_type(p, KEY_ESC);
	expect_text(p, "bible");
	leave(&w, p);
}
END_TEST

START_TEST(a_line_of_the_ledger_that_does_not_open_says_so)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "L");
	expect_text(p, "Memory of this machine");
	pty_type(p, KEY_END KEY_ENTER);
	expect_text(p, "there is no list of what it is made of");
	leave(&w, p);
}
END_TEST

SUITE(screen_hints, a_key_that_can_do_nothing_says_what_would, a_pid_that_is_hidden_is_found_with_the_key_that_is_named,
      while_it_is_paused_the_key_to_go_on_is_seen, a_filter_that_nothing_fits_says_how_to_be_rid_of_it,
      a_line_of_the_ledger_that_does_not_open_says_so)

/* screen_find_test.c - the lists in place of the table are searched and filtered: groups, the OOM killer's, the ledger's. */
#define _GNU_SOURCE
#include "screens.h"

static const struct made three[] = {
	{ .pid = 10, .comm = "alpha", .command = "/bin/alpha", .mb = 1024 },
	{ .pid = 20, .comm = "beta", .command = "/bin/beta", .mb = 500 },
	{ .pid = 30, .comm = "gamma", .command = "/bin/gamma", .mb = 2048 },
};

static void put_memory(const struct world *w, int pid, unsigned mb)
{
	char file[64], text[256];
	int n = snprintf(text, sizeof(text), "Name:\tx\nState:\tS (sleeping)\nVmRSS:\t%u kB\nRssAnon:\t%u kB\nRssFile:\t0 kB\nRssShmem:\t0 kB\n",
	                 mb * 1024, mb * 1024);

	snprintf(file, sizeof(file), "%d/status", pid);
	world_write(w, file, text, (size_t)n);
	snprintf(file, sizeof(file), "%d/oom_score_adj", pid);
	world_write(w, file, "0\n", 2);
}

static struct pty *open_world(struct world *w)
{
	struct pty *p;

	WORLD(w, three);
	for (size_t i = 0; i < sizeof(three) / sizeof(three[0]); i++)
		put_memory(w, three[i].pid, three[i].mb);
	p = ramtop("--proc", w->dir);
	expect_text(p, "/bin/alpha");
	return p;
}

static void close_world(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

/* By command, which is the kind behind user. */
static void open_commands(struct pty *p)
{
	pty_type(p, "G");
	expect_text(p, "groups by effective user");
	pty_type(p, "G");
	expect_text(p, "groups by name of the program");
}

START_TEST(groups_are_searched_and_what_is_found_stays_chosen)
{
	struct world w;
	struct pty *p = open_world(&w);

	open_commands(p);
	pty_type(p, "/");
	expect_text(p, "Search:");
	pty_type(p, "alp");
	expect_selected(p, " alpha");
	/* What is new does not take the choice away. */
	put_memory(&w, 20, 501);
	pty_type(p, KEY_F3);
	expect_selected(p, " alpha");
	pty_type(p, KEY_BACKSPACE KEY_BACKSPACE KEY_BACKSPACE "a" KEY_F3 KEY_ENTER);
	expect_text(p, "F3Search");
	pty_type(p, "/");
	expect_text(p, "Search:");
	pty_type(p, "alpha" KEY_ENTER);
	expect_text(p, "F3Search");
	pty_type(p, KEY_ENTER);
	expect_row(p, -2, "command: alpha");
	expect_gone(p, "/bin/beta");
	close_world(&w, p);
}
END_TEST

START_TEST(groups_are_filtered_and_the_last_line_says_so)
{
	struct world w;
	struct pty *p = open_world(&w);

	open_commands(p);
	pty_type(p, KEY_F4);
	expect_text(p, "Filter:");
	pty_type(p, "beta|gam");
	expect_gone(p, "alpha");
	expect_row(p, -2, "3 groups by name of the program, 2 with 'beta|gam'");
	pty_type(p, KEY_ENTER);
	expect_row(p, -1, "F4FILTER");
	/* The letters are no keys while one types, and are keys again then. */
	pty_type(p, KEY_ESC);
	expect_text(p, "/bin/alpha");
	pty_type(p, "G");
	expect_row(p, -1, "F4FILTER");
	pty_type(p, KEY_F4);
	expect_text(p, "Filter:");
	pty_type(p, KEY_ESC);
	expect_row(p, -1, "F4Filter");
	close_world(&w, p);
}
END_TEST

START_TEST(whom_the_oom_killer_would_take_is_searched_and_filtered)
{
	struct world w;
	struct pty *p = open_world(&w);

	pty_type(p, "o");
	expect_text(p, "goes first");
	pty_type(p, "/");
	expect_text(p, "Search:");
	pty_type(p, "beta");
	expect_selected(p, "20 root");
	put_memory(&w, 20, 505);
	expect_text(p, "505M");
	expect_selected(p, "20 root");
	pty_type(p, KEY_ENTER "\\");
	expect_text(p, "Filter:");
	pty_type(p, "30");
	expect_row(p, -2, "3 may be taken, 0 never, 1 with '30'");
	expect_gone(p, "20 root");
	pty_type(p, "9");
	expect_text(p, "no row has '309'");
	pty_type(p, KEY_ESC);
	expect_text(p, "20 root");
	close_world(&w, p);
}
END_TEST

START_TEST(the_lists_of_the_ledger_are_searched_and_filtered)
{
	struct pty *p = ramtop("-p", "1");

	expect_text(p, "COMMAND");
	pty_type(p, "L");
	expect_text(p, "processes as of");
	pty_type(p, "m");
	expect_text(p, "MOUNTED AT");
	pty_type(p, "/nowhere-at-all");
	expect_text(p, "no row has 'nowhere-at-all'");
	pty_type(p, KEY_ESC);
	expect_text(p, "MOUNTED AT");
	pty_type(p, KEY_F4);
	expect_text(p, "Filter:");
	pty_type(p, "nowhere");
	expect_row(p, 0, ", 0 with 'nowhere'");
	expect_text(p, "no row has 'nowhere'");
	pty_type(p, KEY_ESC);
	expect_gone(p, "no row has");
	expect_text(p, "F4Filter");
	pty_close(p);
}
END_TEST

SUITE(screen_find, groups_are_searched_and_what_is_found_stays_chosen, groups_are_filtered_and_the_last_line_says_so,
      whom_the_oom_killer_would_take_is_searched_and_filtered, the_lists_of_the_ledger_are_searched_and_filtered)

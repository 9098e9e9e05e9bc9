/* screen_oom_test.c - who would be taken, and how that is changed. */
#define _GNU_SOURCE
#include "screens.h"

static const struct made three[] = {
	{ .pid = 10, .comm = "alpha", .command = "/bin/alpha", .mb = 1024 },
	{ .pid = 20, .comm = "beta", .command = "/bin/beta", .mb = 500 },
	{ .pid = 30, .comm = "gamma", .command = "/bin/gamma", .mb = 2048 },
};

static void put_memory(const struct world *w, int pid, unsigned mb, const char *adj)
{
	char file[64], text[256];
	int n = snprintf(text, sizeof(text), "Name:\tx\nState:\tS (sleeping)\nVmRSS:\t%u kB\nRssAnon:\t%u kB\nRssFile:\t0 kB\nRssShmem:\t0 kB\n",
	                 mb * 1024, mb * 1024);

	snprintf(file, sizeof(file), "%d/status", pid);
	world_write(w, file, text, (size_t)n);
	snprintf(file, sizeof(file), "%d/oom_score_adj", pid);
	world_write(w, file, adj, strlen(adj));
}

/* 9 GB, swap included: 200 thousandths are 1.8 GB. */
static void raise_world(struct world *w)
{
	WORLD(w, three);
	put_memory(w, 10, 1024, "0\n");
	put_memory(w, 20, 500, "200\n");
	put_memory(w, 30, 2048, "-1000\n");
}

START_TEST(o_ranks_whom_the_oom_killer_would_take)
{
	struct world w;
	struct pty *p;

	raise_world(&w);
	p = ramtop("--proc", w.dir);
	expect_text(p, "/bin/alpha");
	pty_type(p, "o");
	expect_text(p, "Who would the OOM killer take?  this machine, 9.00G");
	expect_text(p, "20 beta goes first; 1.29G ahead of 10 alpha");
	expect_order(p, "20 root", "10 root");
	expect_text(p, "+1.80G");
	expect_text(p, "2 may be taken, 1 never");
	ck_assert(!pty_find(p, "/bin/gamma", NULL, NULL));
	/* What changes is seen, and the chosen row stays chosen. */
	pty_type(p, KEY_DOWN);
	expect_selected(p, "10 root");
	put_memory(&w, 20, 500, "0\n");
	expect_text(p, "10 alpha goes first; 524M ahead of 20 beta");
	expect_selected(p, "10 root");
	pty_type(p, KEY_TAB);
	expect_text(p, "has a limit: the machine decides");
	pty_type(p, KEY_ESC);
	expect_text(p, "/bin/gamma");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(of_a_copy_of_proc_nothing_is_changed)
{
	struct world w;
	struct pty *p;

	raise_world(&w);
	p = ramtop("--proc", w.dir);
	expect_text(p, "/bin/alpha");
	pty_type(p, "o");
	expect_text(p, "beta goes first");
	pty_type(p, "A");
	expect_text(p, "How soon the OOM killer takes it");
	expect_text(p, "goes first of 2");
	pty_type(p, "-300");
	expect_text(p, "goes 2nd of 2");
	pty_type(p, KEY_BACKSPACE KEY_BACKSPACE KEY_BACKSPACE "1000");
	expect_text(p, "is never taken");
	pty_type(p, KEY_ENTER "y");
	expect_text(p, "refused: /proc is of elsewhere");
	expect_text(p, "beta goes first");
	pty_close(p);
	world_close(&w);
}
END_TEST

static int adj_of(pid_t pid)
{
	char path[64];
	int adj = 7777;
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%d/oom_score_adj", (int)pid);
	in = fopen(path, "r");
	ck_assert_ptr_nonnull(in);
	ck_assert_int_eq(fscanf(in, "%d", &adj), 1);
	fclose(in);
	return adj;
}

START_TEST(a_change_is_asked_for_confirmed_and_made)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	row_choose(p, "victim-beta");
	pty_type(p, "A");
	expect_text(p, "How soon the OOM killer takes it");
	pty_type(p, "700");
	expect_text(p, "goes first of");
	ck_assert_int_eq(adj_of(s.pid[1]), 0);
	pty_type(p, KEY_ENTER);
	expect_text(p, "y: yes");
	ck_assert_int_eq(adj_of(s.pid[1]), 0);
	pty_type(p, "y");
	expect_row(p, -2, "is 700 now");
	ck_assert_int_eq(adj_of(s.pid[1]), 700);
	ck_assert_int_eq(adj_of(s.pid[0]), 0);
	stage_leave(&s, p);
}
END_TEST

START_TEST(what_is_not_confirmed_is_not_made)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	row_choose(p, "victim-beta");
	pty_type(p, "A" "700" KEY_ENTER);
	expect_text(p, "y: yes");
	pty_type(p, "n");
	expect_gone(p, "y: yes");
	/* What is no value asks for nothing. */
	pty_type(p, "0" KEY_ENTER);
	expect_text(p, "a number from -1000 to 1000");
	ck_assert(!pty_find(p, "y: yes", NULL, NULL));
	pty_type(p, KEY_ESC);
	expect_gone(p, "How soon the OOM killer takes it");
	ck_assert_int_eq(adj_of(s.pid[1]), 0);
	stage_leave(&s, p);
}
END_TEST

START_TEST(who_ends_meanwhile_is_told)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	row_choose(p, "victim-beta");
	pty_type(p, "A" "700");
	expect_text(p, "goes first of");
	kill(s.pid[1], SIGKILL);
	ck_assert_int_eq(victim_end(&s.pid[1]), SIGKILL);
	expect_text(p, "it has ended");
	pty_type(p, KEY_ENTER);
	pty_type(p, KEY_ESC);
	expect_gone(p, "How soon the OOM killer takes it");
	stage_leave(&s, p);
}
END_TEST

START_TEST(readonly_changes_nothing)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP, "--readonly"));

	row_choose(p, "victim-beta");
	pty_type(p, "A");
	expect_row(p, -2, "--readonly");
	pty_type(p, "o");
	expect_text(p, "goes first");
	pty_type(p, "A");
	expect_row(p, -2, "--readonly");
	ck_assert(!pty_find(p, "How soon", NULL, NULL));
	stage_leave(&s, p);
}
END_TEST

SUITE(screen_oom, o_ranks_whom_the_oom_killer_would_take, of_a_copy_of_proc_nothing_is_changed, a_change_is_asked_for_confirmed_and_made,
      what_is_not_confirmed_is_not_made, who_ends_meanwhile_is_told, readonly_changes_nothing)

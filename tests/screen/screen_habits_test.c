/* screen_habits_test.c - what fingers expect besides: a pid typed, a long line edited, deep trees, an end after so many. */
#define _GNU_SOURCE
#include "screens.h"

START_TEST(n_ends_it_on_a_screen_too)
{
	struct world w;
	struct pty *p;

	world_open(&w, &(struct made){ .pid = 1, .comm = "only", .mb = 5 }, 1);
	p = ramtop("-n", "3", "--proc", w.dir);
	expect_exit(p, 0);
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(threads_stand_behind_their_process_in_a_list_too)
{
	static const struct made made[] = {
		{ .pid = 10, .comm = "large", .mb = 50, .threads = 2 },
		{ .pid = 11, .tgid = 10, .comm = "large-thread" },
		{ .pid = 20, .comm = "small", .mb = 5 },
	};
	struct world w;
	struct pty *p;

	world_open(&w, made, 3);
	p = ramtop("--proc", w.dir);
	expect_text(p, "small");
	pty_type(p, "H");
	expect_order(p, "large", "large-thread", "small");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(digits_go_to_a_pid_and_backspace_to_its_parent)
{
	static const struct made made[] = {
		{ .pid = 1, .comm = "root-of-all", .mb = 50 },
		{ .pid = 12, .ppid = 1, .comm = "twelve", .mb = 5 },
		{ .pid = 123, .ppid = 1, .comm = "hundred", .mb = 4 },
	};
	struct world w;
	struct pty *p;

	world_open(&w, made, 3);
	p = ramtop("--proc", w.dir, "-t");
	expect_text(p, "hundred");
	pty_type(p, "12");
	expect_selected(p, "twelve");
	pty_type(p, "3");
	expect_selected(p, "hundred");
	pty_type(p, "9");
	expect_text(p, "there is no process 1239");
	pty_type(p, "\177");
	expect_selected(p, "root-of-all");
	expect_gone(p, "hundred");
	pty_close(p);
	world_close(&w);
}
END_TEST

enum { DEEP = 40 };

START_TEST(however_deep_a_row_its_name_is_seen)
{
	static struct made made[DEEP];
	struct world w;
	struct pty *p;

	for (int i = 0; i < DEEP; i++)
		made[i] = (struct made){ .pid = i + 1, .ppid = i, .comm = i + 1 < DEEP ? "link" : "last-link", .mb = 5 };
	world_open(&w, made, DEEP);
	p = ramtop_in(24, 80, NULL, "--proc", w.dir, "-t");
	expect_text(p, "link");
	pty_type(p, KEY_END);
	expect_text(p, "last-link");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(the_end_of_a_long_filter_is_seen)
{
	struct world w;
	struct pty *p;

	world_open(&w, &(struct made){ .pid = 1, .comm = "only", .mb = 5 }, 1);
	p = ramtop_in(24, 40, NULL, "--proc", w.dir);
	expect_text(p, "only");
	pty_type(p, "\\a filter that is much longer than the line is wide, to its very-end");
	expect_row(p, -1, "Filter: ");
	expect_row(p, -1, "very-end");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(O_hides_the_containers_and_brings_them_back)
{
	static const struct made made[] = {
		{ .pid = 10, .comm = "outside", .mb = 50 },
		{ .pid = 20, .comm = "within", .mb = 5 },
	};
	static const char group[] = "0::/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n";
	struct world w;
	struct pty *p;

	world_open(&w, made, 2);
	world_write(&w, "10/cgroup", "0::/user.slice\n", 15);
	world_write(&w, "20/cgroup", group, strlen(group));
	p = ramtop("--proc", w.dir, "-o", "pid,rss,container,command");
	expect_text(p, "0123456789ab within");
	pty_type(p, "O");
	expect_gone(p, "within");
	expect_text(p, "1 shown, RSS 50M");
	expect_text(p, "no containers");
	pty_type(p, "O");
	expect_text(p, "0123456789ab within");
	expect_gone(p, "no containers");
	pty_close(p);
	world_close(&w);
}
END_TEST

SUITE(screen_habits, O_hides_the_containers_and_brings_them_back, n_ends_it_on_a_screen_too, threads_stand_behind_their_process_in_a_list_too,
      digits_go_to_a_pid_and_backspace_to_its_parent, however_deep_a_row_its_name_is_seen, the_end_of_a_long_filter_is_seen)

/* screen_mark_test.c - a mark, what has changed since, who has ended; and groups. */
#define _GNU_SOURCE
#include "screens.h"

static const struct made town[] = {
	{ .pid = 100, .comm = "baker", .mb = 30 },
	{ .pid = 200, .comm = "miller", .mb = 20 },
	{ .pid = 300, .comm = "robber", .mb = 600 },
};

START_TEST(d_shows_what_has_changed_since_g_and_who_has_gone)
{
	struct world w;
	struct pty *p;

	WORLD(&w, town);
	p = ramtop_in(24, 120, NULL, "--proc", w.dir);
	expect_order(p, "robber", "baker", "miller");
	pty_type(p, "g");
	expect_text(p, "marked");
	world_put(&w, &(struct made){ .pid = 200, .comm = "miller", .mb = 90 });
	world_put(&w, &(struct made){ .pid = 100, .comm = "baker", .mb = 10 });
	world_take(&w, 300);
	expect_gone(p, "robber");
	pty_type(p, "d");
	expect_cell(p, "miller", " RSS", "+70M");
	expect_cell(p, "baker", " RSS", "-20M");
	expect_cell(p, "robber", " RSS", "600M");
	expect_text(p, "peak >=600M");
	expect_text(p, "1 ended");
	expect_order(p, "robber", "miller", "baker");
	pty_type(p, "t");
	expect_order(p, "miller", "baker");
	pty_type(p, "td");
	expect_gone(p, "robber");
	expect_cell(p, "miller", " RSS", "90M");
	pty_type(p, "q");
	expect_exit(p, 0);
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(d_without_a_mark_sets_one)
{
	struct world w;
	struct pty *p;

	WORLD(&w, town);
	p = ramtop("--proc", w.dir);
	expect_text(p, "robber");
	pty_type(p, "d");
	expect_text(p, "marked");
	expect_cell(p, "robber", " RSS", "600M");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(a_chosen_one_that_has_ended_cannot_be_hurt)
{
	struct world w;
	struct pty *p;

	WORLD(&w, town);
	p = ramtop("--proc", w.dir);
	expect_selected(p, "robber");
	pty_type(p, "g");
	expect_text(p, "marked");
	pty_type(p, "d");
	world_take(&w, 300);
	expect_text(p, "ended");
	expect_selected(p, "robber");
	pty_type(p, "c");
	pty_type(p, "k");
	expect_text(p, "robber");
	pty_type(p, KEY_ESC);
	expect_text(p, "F10Quit");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(enter_opens_a_group_into_its_members_and_esc_leaves_it)
{
	static const struct made crowd[] = {
		{ .pid = 100, .comm = "worker", .mb = 30 },
		{ .pid = 200, .comm = "worker", .mb = 20 },
		{ .pid = 300, .comm = "loner", .mb = 10 },
	};
	struct world w;
	struct pty *p;

	WORLD(&w, crowd);
	p = ramtop("--proc", w.dir, "-g", "command", "-s", "rss");
	expect_cell(p, "worker", "RSS", "50M");
	expect_cell(p, "worker", "COUNT", "2");
	expect_cell(p, "loner", "RSS", "10M");
	expect_text(p, "(held by no process)");
	pty_type(p, KEY_ENTER);
	expect_text(p, "command: worker");
	expect_text(p, "2 shown");
	expect_gone(p, "loner");
	pty_type(p, KEY_ESC);
	expect_text(p, "COUNT");
	expect_text(p, "loner");
	expect_gone(p, "command: worker");
	pty_type(p, "G");
	expect_text(p, "by session");
	pty_type(p, KEY_ESC);
	expect_text(p, "3 shown");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(the_first_group_is_chosen_until_another_is)
{
	static const struct made crowd[] = {
		{ .pid = 100, .comm = "worker", .mb = 30 },
		{ .pid = 300, .comm = "loner", .mb = 10 },
	};
	static const char group[] = "0::/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n";
	struct world w;
	struct pty *p;

	WORLD(&w, crowd);
	world_write(&w, "100/cgroup", group, strlen(group));
	world_write(&w, "300/cgroup", "0::/\n", 5);
	p = ramtop("--proc", w.dir, "-g", "container", "-s", "rss", "-o", "members,rss,group");
	expect_cell(p, "0123456789ab", "RSS", "30M");
	/* Some samples later. */
	world_put(&w, &(struct made){ .pid = 300, .comm = "loner", .mb = 20 });
	expect_cell(p, "(no container)", "RSS", "20M");
	pty_type(p, KEY_ENTER);
	expect_text(p, "container: 0123456789ab");
	expect_text(p, "worker");
	expect_gone(p, "loner");
	pty_close(p);
	world_close(&w);
}
END_TEST

SUITE(screen_mark, d_shows_what_has_changed_since_g_and_who_has_gone, d_without_a_mark_sets_one,
      a_chosen_one_that_has_ended_cannot_be_hurt, enter_opens_a_group_into_its_members_and_esc_leaves_it,
      the_first_group_is_chosen_until_another_is)

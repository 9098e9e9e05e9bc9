/* screen_scroll_test.c - more rows than fit: the window over them, following one, the help. */
#define _GNU_SOURCE
#include "screens.h"

enum { CROWD = 60 };

/* walker00 has the most memory, walker59 the least. */
static struct pty *visit(struct world *w, int rows)
{
	struct pty *p;
	char comm[24];

	world_open(w, NULL, 0);
	for (int i = 0; i < CROWD; i++) {
		snprintf(comm, sizeof(comm), "walker%02d", i);
		world_put(w, &(struct made){ .pid = 100 + i, .comm = comm, .mb = 200 - (unsigned)i });
	}
	p = ramtop_in(rows, 100, NULL, "--proc", w->dir);
	expect_selected(p, "walker00");
	return p;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

START_TEST(home_end_and_the_arrows_move_through_all_rows)
{
	struct world w;
	struct pty *p = visit(&w, 24);

	pty_type(p, KEY_END);
	expect_selected(p, "walker59");
	expect_gone(p, "walker00");
	expect_row(p, -3, "walker59");
	pty_type(p, KEY_UP);
	expect_selected(p, "walker58");
	expect_row(p, -3, "walker59");
	pty_type(p, KEY_HOME);
	expect_selected(p, "walker00");
	expect_row(p, 5, "walker00");
	pty_type(p, KEY_PGDN KEY_PGDN);
	expect_gone(p, "walker00");
	pty_type(p, KEY_PGUP KEY_PGUP KEY_PGUP);
	expect_selected(p, "walker00");
	pty_type(p, KEY_UP KEY_DOWN);
	expect_selected(p, "walker01");
	leave(&w, p);
}
END_TEST

START_TEST(f_keeps_the_selection_in_sight)
{
	struct world w;
	struct pty *p = visit(&w, 24);

	world_put(&w, &(struct made){ .pid = 100, .comm = "walker00", .mb = 1 });
	expect_gone(p, "walker00");
	pty_type(p, "F");
	expect_selected(p, "walker00");
	expect_row(p, -2, "follows");
	world_put(&w, &(struct made){ .pid = 100, .comm = "walker00", .mb = 300 });
	expect_row(p, 5, "walker00");
	expect_selected(p, "walker00");
	pty_type(p, KEY_ESC);
	expect_gone(p, "follows");
	world_put(&w, &(struct made){ .pid = 100, .comm = "walker00", .mb = 1 });
	expect_gone(p, "walker00");
	leave(&w, p);
}
END_TEST

START_TEST(a_smaller_window_keeps_the_selection_in_sight)
{
	struct world w;
	struct pty *p = visit(&w, 40);

	pty_type(p, "/walker30" KEY_ENTER);
	expect_selected(p, "walker30");
	expect_gone(p, "Search:");
	pty_resize(p, 12, 100);
	expect_row(p, -1, "F1Help");
	expect_selected(p, "walker30");
	leave(&w, p);
}
END_TEST

START_TEST(fewer_rows_leave_no_gap_at_the_end)
{
	struct world w;
	struct pty *p = visit(&w, 24);

	pty_type(p, KEY_END);
	expect_row(p, -3, "walker59");
	for (int i = 30; i < CROWD; i++)
		world_take(&w, 100 + i);
	expect_row(p, -3, "walker29");
	expect_row(p, 5, "walker13");
	leave(&w, p);
}
END_TEST

START_TEST(a_hash_hides_the_header)
{
	struct world w;
	struct pty *p = visit(&w, 24);

	expect_row(p, 5, "walker00");
	pty_type(p, "#");
	expect_row(p, 0, "PID USER");
	expect_row(p, 1, "walker00");
	expect_gone(p, "avail");
	pty_type(p, "#");
	expect_row(p, 0, "avail");
	expect_row(p, 5, "walker00");
	leave(&w, p);
}
END_TEST

/* The screen was cleared, and drawn, since so many bytes had been written. */
static bool is_sent_again(const struct pty *p, void *since)
{
	static const char clear[] = "\033[H\033[2J";
	size_t length, from = *(size_t *)since;
	const char *raw = pty_raw(p, &length), *at = memmem(raw + from, length - from, clear, strlen(clear));

	return at && memmem(at, length - (size_t)(at - raw), "walker00", strlen("walker00"));
}

START_TEST(ctrl_l_sends_the_whole_screen_again)
{
	struct world w;
	struct pty *p = visit(&w, 24);
	size_t before;

	expect_row(p, -1, "F1Help");
	pty_raw(p, &before);
	pty_type(p, KEY_CTRL_L);
	PTY_EXPECT(p, pty_wait(p, is_sent_again, &before), "not sent again", "the screen");
	expect_row(p, 5, "walker00");
	leave(&w, p);
}
END_TEST

SUITE(screen_scroll, home_end_and_the_arrows_move_through_all_rows, f_keeps_the_selection_in_sight,
      a_smaller_window_keeps_the_selection_in_sight, fewer_rows_leave_no_gap_at_the_end,
      a_hash_hides_the_header, ctrl_l_sends_the_whole_screen_again)

/* screen_keys_test.c - keys with Alt, Shift and Ctrl, and Esc, which stands before the bytes of many of them. */
#define _GNU_SOURCE
#include "screens.h"

enum { CROWD = 60 };

#define ALT_UP     "\033[1;3A"
#define ALT_DOWN   "\033[1;3B"
#define SHIFT_UP   "\033[1;2A"
#define SHIFT_DOWN "\033[1;2B"

/* runner00 has the most memory; its command is the longest. */
static struct pty *visit(struct world *w, const char *const *env)
{
	struct pty *p;
	char comm[24], command[200];

	world_open(w, NULL, 0);
	for (int i = 0; i < CROWD; i++) {
		snprintf(comm, sizeof(comm), "runner%02d", i);
		snprintf(command, sizeof(command), "%s --with a-command %*s %s", comm, i == 0 ? 100 : 1, "that", i == 0 ? "never-ends" : "ends");
		world_put(w, &(struct made){ .pid = 100 + i, .comm = comm, .command = command, .mb = 200 - (unsigned)i });
	}
	p = ramtop_in(24, 100, env, "--proc", w->dir);
	expect_selected(p, "runner00");
	return p;
}

/* The one below the titles. */
static int first_row(const struct pty *p)
{
	int row;

	ck_assert(pty_find(p, "PID USER", &row, NULL));
	return row + 1;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

START_TEST(alt_and_h_j_k_l_are_arrows)
{
	struct world w;
	struct pty *p = visit(&w, NULL);

	pty_type(p, "\033j\033j\033j\033k");
	expect_selected(p, "runner02");
	pty_type(p, "\033l");
	expect_gone(p, "runner03 --with");
	pty_type(p, "\033h");
	expect_text(p, "runner03 --with");
	pty_type(p, "<");
	expect_text(p, "Sort by");
	pty_type(p, KEY_HOME "\033j");
	expect_selected(p, "USER ");
	leave(&w, p);
}
END_TEST

START_TEST(esc_alone_is_esc_and_so_it_is_before_a_key_that_alt_gives_no_meaning)
{
	struct world w;
	struct pty *p = visit(&w, NULL);

	pty_type(p, "k");
	expect_text(p, "Send a signal");
	pty_type(p, KEY_ESC);
	expect_gone(p, "Send a signal");
	expect_row(p, -1, "F1Help");
	pty_type(p, "k");
	expect_text(p, "Send a signal");
	pty_type(p, KEY_ESC "t");
	expect_gone(p, "Send a signal");
	expect_text(p, "TREE RSS▼");
	pty_type(p, "/runner09" KEY_ESC KEY_DOWN);
	expect_selected(p, "runner10");
	leave(&w, p);
}
END_TEST

START_TEST(the_bytes_of_a_key_that_nobody_knows_are_no_letters)
{
	struct world w;
	struct pty *p = visit(&w, NULL);

	/* Z would pause, I invert, q quit. */
	pty_type(p, "\033[1;9Z\033[99~\033[I\033Oq" KEY_DOWN);
	expect_selected(p, "runner01");
	expect_order(p, "runner00", "runner01", "runner02");
	ck_assert(!pty_find(p, "PAUSED", NULL, NULL));
	leave(&w, p);
}
END_TEST

START_TEST(shift_or_alt_and_an_arrow_move_the_view_and_leave_the_selection)
{
	static const char *const terms[] = { "TERM=xterm-256color", "TERM=screen-256color" };

	for (int i = 0; i < 2; i++) {
		struct world w;
		struct pty *p = visit(&w, PTY_LIST(terms[i]));
		pty_type(p, SHIFT_DOWN ALT_DOWN);
		expect_row(p, first_row(p), "runner02");
		expect_gone(p, "runner00");
		pty_type(p, SHIFT_UP);
		expect_row(p, first_row(p), "runner01");
		pty_type(p, SHIFT_DOWN SHIFT_DOWN);
		expect_row(p, first_row(p), "runner03");
		/* Whoever moves comes back to where one was. */
		pty_type(p, KEY_DOWN);
		expect_selected(p, "runner01");
		expect_row(p, first_row(p), "runner01");
		pty_type(p, ALT_UP ALT_UP ALT_UP);
		expect_row(p, first_row(p), "runner00");
		expect_selected(p, "runner01");
		leave(&w, p);
	}
}
END_TEST

START_TEST(the_view_does_not_leave_the_rows)
{
	struct world w;
	struct pty *p = visit(&w, NULL);

	pty_type(p, KEY_END SHIFT_DOWN SHIFT_DOWN);
	expect_selected(p, "runner59");
	expect_row(p, -3, "runner59");
	pty_type(p, KEY_HOME SHIFT_UP);
	expect_selected(p, "runner00");
	expect_row(p, first_row(p), "runner00");
	leave(&w, p);
}
END_TEST

START_TEST(ctrl_e_and_dollar_go_to_the_end_of_the_commands_and_ctrl_a_back)
{
	struct world w;
	struct pty *p = visit(&w, NULL);

	for (int i = 0; i < 4; i++) {
		ck_assert(!pty_find(p, "never-ends", NULL, NULL));
		pty_type(p, i % 2 ? "$" : "\005");
		expect_text(p, "never-ends");
		pty_type(p, i % 2 ? "^" : "\001");
		expect_text(p, "runner00 --with");
		if (i == 1) {
			pty_type(p, "t");
			expect_text(p, "TREE RSS▼");
		}
	}
	leave(&w, p);
}
END_TEST

START_TEST(a_dot_opens_the_menu_of_columns)
{
	struct world w;
	struct pty *p = visit(&w, NULL);

	pty_type(p, ".");
	expect_text(p, "Sort by");
	leave(&w, p);
}
END_TEST

START_TEST(esc_hides_the_bar_until_one_moves)
{
	struct world w;
	struct pty *p = visit(&w, NULL);

	pty_type(p, KEY_DOWN);
	expect_selected(p, "runner01");
	pty_type(p, KEY_ESC);
	expect_plain(p, "runner01");
	/* Ticks do not bring it back. */
	world_put(&w, &(struct made){ .pid = 159, .comm = "runner59", .mb = 500 });
	expect_row(p, first_row(p), "runner59");
	expect_plain(p, "runner01");
	pty_type(p, KEY_DOWN);
	expect_selected(p, "runner02");
	leave(&w, p);
}
END_TEST

START_TEST(what_a_search_finds_is_followed_until_esc)
{
	struct world w;
	struct pty *p = visit(&w, NULL);

	pty_type(p, "/runner07");
	expect_selected(p, "runner07");
	expect_row(p, -2, "follows");
	pty_type(p, KEY_ENTER);
	expect_gone(p, "Search:");
	expect_row(p, -2, "follows");
	world_put(&w, &(struct made){ .pid = 107, .comm = "runner07", .mb = 1 });
	expect_row(p, -3, "runner07");
	expect_selected(p, "runner07");
	pty_type(p, "F");
	expect_gone(p, "follows");
	pty_type(p, "/runner05");
	expect_selected(p, "runner05");
	expect_row(p, -2, "follows");
	pty_type(p, KEY_ESC);
	expect_gone(p, "Search:");
	expect_gone(p, "follows");
	expect_selected(p, "runner05");
	leave(&w, p);
}
END_TEST

SUITE(screen_keys, alt_and_h_j_k_l_are_arrows, esc_alone_is_esc_and_so_it_is_before_a_key_that_alt_gives_no_meaning,
      the_bytes_of_a_key_that_nobody_knows_are_no_letters,
      shift_or_alt_and_an_arrow_move_the_view_and_leave_the_selection, the_view_does_not_leave_the_rows,
      ctrl_e_and_dollar_go_to_the_end_of_the_commands_and_ctrl_a_back, a_dot_opens_the_menu_of_columns, esc_hides_the_bar_until_one_moves,
      what_a_search_finds_is_followed_until_esc)

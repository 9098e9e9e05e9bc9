/* screen_mouse_test.c - what a click does, and where. */
#define _GNU_SOURCE
#include "mouse.h"
#include "screens.h"

static const struct made house[] = {
	{ .pid = 1, .comm = "cellar", .mb = 40 },
	{ .pid = 2, .comm = "kitchen", .mb = 30, .ppid = 1 },
	{ .pid = 3, .comm = "attic", .mb = 20 },
};

static struct pty *visit(struct world *w)
{
	struct pty *p;

	WORLD(w, house);
	p = ramtop("--proc", w->dir);
	expect_row(p, -1, "F1Help");
	expect_selected(p, "cellar");
	return p;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

START_TEST(a_click_selects_and_one_on_what_is_selected_folds_it_or_opens_it)
{
	struct world w;
	struct pty *p = visit(&w);

	click(p, "kitchen");
	expect_selected(p, "kitchen");
	pty_type(p, "t");
	expect_text(p, "TREE RSS▼");
	click(p, "cellar");
	expect_selected(p, "cellar");
	expect_text(p, "kitchen");
	click(p, "cellar");
	expect_gone(p, "kitchen");
	click(p, "cellar");
	expect_text(p, "kitchen");
	/* What has no children is not folded: all that there is folds. */
	click(p, "attic");
	expect_selected(p, "attic");
	click(p, "attic");
	pty_type(p, "*");
	expect_gone(p, "kitchen");
	leave(&w, p);
}
END_TEST

START_TEST(a_click_on_a_title_sorts_and_once_more_inverts)
{
	struct world w;
	struct pty *p = visit(&w);

	click(p, "COMMAND");
	expect_order(p, "attic", "cellar", "kitchen");
	click(p, "COMMAND");
	expect_order(p, "kitchen", "cellar", "attic");
	leave(&w, p);
}
END_TEST

START_TEST(of_clicks_that_come_at_once_each_counts_in_its_turn)
{
	struct world w;
	struct pty *p = visit(&w);
	char bytes[128];
	int row, title, col;

	ck_assert(pty_find(p, "attic", &row, NULL));
	ck_assert(pty_find(p, "COMMAND", &title, &col));
	for (int i = 0; i < 5; i++) {
		snprintf(bytes, sizeof(bytes), "\033[<0;%d;%dM\033[<0;%d;%dm\033[<0;%d;%dM\033[<0;%d;%dm", 3, row + 1, 3, row + 1, col + 1, title + 1, col + 1, title + 1);
		pty_type(p, bytes);
		expect_selected(p, "attic");
		if (i % 2)
			expect_order(p, "kitchen", "cellar", "attic");
		else
			expect_order(p, "attic", "cellar", "kitchen");
		ck_assert(pty_find(p, i % 2 ? "kitchen" : "attic", &row, NULL));
		row = i % 2 ? row + 2 : row;
	}
	leave(&w, p);
}
END_TEST

START_TEST(the_right_button_does_nothing)
{
	struct world w;
	struct pty *p = visit(&w);
	int row, col;

	ck_assert(pty_find(p, "attic", &row, &col));
	press(p, MOUSE_RIGHT, row, col);
	press(p, MOUSE_MIDDLE, row, col);
	pty_type(p, "I");
	expect_order(p, "attic", "kitchen", "cellar");
	expect_selected(p, "cellar");
	leave(&w, p);
}
END_TEST

START_TEST(a_click_on_a_key_at_the_bottom_is_that_key_in_the_table_menus_prompts_and_help)
{
	struct world w;
	struct pty *p = visit(&w);

	click_key(p, "F6Sort");
	expect_text(p, "Sort by");
	click_key(p, "EscCancel");
	expect_gone(p, "Sort by");
	click_key(p, "F3Search");
	expect_row(p, -1, "Search:");
	pty_type(p, "att");
	expect_selected(p, "attic");
	click_key(p, "EnterKeep");
	expect_gone(p, "Search:");
	click_key(p, "F1Help");
	expect_row(p, 0, "where did my memory go");
	/* Several keys at once are none. */
	click_key(p, "Up DownScroll");
	click_key(p, "F3Find");
	expect_row(p, -1, "EscAll");
	click_key(p, "EscAll");
	click_key(p, "EscBack");
	expect_selected(p, "attic");
	click_key(p, "F10Quit");
	expect_exit(p, 0);
	leave(&w, p);
}
END_TEST

START_TEST(a_click_on_a_key_at_the_bottom_is_that_key_in_every_list)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "L");
	expect_text(p, "unexplained");
	click_key(p, "mMounts");
	expect_text(p, "MOUNTED AT");
	click_key(p, "EscLines");
	expect_text(p, "unexplained");
	click_key(p, "EscBack");
	expect_selected(p, "cellar");
	pty_type(p, "G");
	expect_row(p, -2, "groups by");
	click_key(p, "EnterMembers");
	expect_row(p, -1, "F1Help");
	expect_row(p, -2, "user: ");
	pty_type(p, KEY_ESC);
	expect_row(p, -2, "groups by");
	click_key(p, "EscBack");
	expect_selected(p, "cellar");
	pty_type(p, "o");
	expect_text(p, "Who would the OOM killer take?");
	click_key(p, "EscBack");
	expect_selected(p, "cellar");
	pty_type(p, "A");
	expect_text(p, "How soon");
	click_key(p, "EscCancel");
	expect_gone(p, "How soon");
	pty_type(p, KEY_ENTER);
	expect_text(p, "[Regions]");
	click_key(p, "TabNext");
	expect_text(p, "[Threads]");
	click(p, " Files ");
	expect_text(p, "[Files]");
	click_key(p, "EscBack");
	expect_selected(p, "cellar");
	leave(&w, p);
}
END_TEST

static bool has_cursor(const struct pty *p, void *text)
{
	int row;

	return pty_find(p, text, &row, NULL) && pty_cursor(p).row == row;
}

START_TEST(a_click_in_a_menu_selects_and_a_second_one_chooses)
{
	struct world w;
	struct pty *p = visit(&w);

	click_key(p, "F6Sort");
	expect_text(p, "Sort by");
	click(p, "COMMAND    Command line");
	PTY_EXPECT(p, pty_wait(p, has_cursor, (void *)(uintptr_t)"COMMAND    Command line"), "not selected", "COMMAND");
	expect_text(p, "Sort by");
	click(p, "COMMAND    Command line");
	expect_gone(p, "Sort by");
	expect_order(p, "attic", "cellar", "kitchen");
	leave(&w, p);
}
END_TEST

/* The signal that is proposed is selected when the menu opens. */
START_TEST(one_click_on_what_a_menu_proposes_does_not_choose_it)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	row_choose(p, "victim-alpha");
	pty_type(p, "k");
	click(p, "15 SIGTERM ");
	pty_type(p, KEY_UP KEY_DOWN);
	click(p, "15 SIGTERM ");
	pty_type(p, KEY_ESC);
	expect_gone(p, "15 SIGTERM ");
	expect_row(p, -1, "F1Help");
	ck_assert(victim_lives(s.pid[0]));
	row_choose(p, "victim-beta");
	pty_type(p, "k");
	click(p, " 9 SIGKILL ");
	click(p, " 9 SIGKILL ");
	expect_row(p, -2, "victim-beta ended");
	ck_assert_int_eq(victim_end(&s.pid[1]), SIGKILL);
	stage_leave(&s, p);
}
END_TEST

START_TEST(in_lists_a_click_chooses_a_second_one_opens_and_titles_sort)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "G\t");
	expect_row(p, -2, "groups by");
	expect_text(p, "kitchen");
	click(p, "kitchen");
	expect_selected(p, "kitchen");
	expect_text(p, "attic");
	click(p, "RSS");
	expect_text(p, "RSS▼");
	click(p, "RSS");
	expect_text(p, "RSS▲");
	expect_selected(p, "kitchen");
	expect_order(p, "attic", "kitchen", "cellar");
	click(p, "kitchen");
	click(p, "kitchen");
	expect_gone(p, "attic");
	expect_row(p, -2, "1 shown");
	leave(&w, p);
}
END_TEST

START_TEST(a_line_of_the_ledger_opens_by_a_second_click)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "L");
	expect_text(p, "unexplained");
	expect_text(p, "processes as of");
	click(p, "page cache");
	expect_selected(p, "page cache");
	expect_text(p, "unexplained");
	click(p, "page cache");
	expect_gone(p, "unexplained");
	leave(&w, p);
}
END_TEST

static bool asked_for_mouse(struct pty *p)
{
	size_t length;
	const char *raw = pty_raw(p, &length);

	return memmem(raw, length, "1000h", 5) != NULL;
}

START_TEST(without_the_mouse_the_terminal_keeps_it)
{
	struct world w;
	struct pty *p = visit(&w);

	expect_raw(p, "\033[?1006;1000h");
	pty_close(p);
	p = ramtop("--proc", w.dir, "--no-mouse");
	expect_row(p, -1, "F1Help");
	ck_assert(!asked_for_mouse(p));
	pty_type(p, "q");
	expect_exit(p, 0);
	ck_assert(!asked_for_mouse(p));
	leave(&w, p);
}
END_TEST

SUITE(screen_mouse, a_click_selects_and_one_on_what_is_selected_folds_it_or_opens_it, a_click_on_a_title_sorts_and_once_more_inverts,
      of_clicks_that_come_at_once_each_counts_in_its_turn,
      the_right_button_does_nothing, a_click_on_a_key_at_the_bottom_is_that_key_in_the_table_menus_prompts_and_help,
      a_click_on_a_key_at_the_bottom_is_that_key_in_every_list, a_click_in_a_menu_selects_and_a_second_one_chooses,
      one_click_on_what_a_menu_proposes_does_not_choose_it, in_lists_a_click_chooses_a_second_one_opens_and_titles_sort,
      a_line_of_the_ledger_opens_by_a_second_click, without_the_mouse_the_terminal_keeps_it)

/* screen_search_test.c - finding a row by a text, and showing only those rows that have it. */
#define _GNU_SOURCE
#include "screens.h"

static const struct made shelf[] = {
	{ .pid = 1, .comm = "atlas",    .mb = 60 },
	{ .pid = 2, .comm = "bible",    .mb = 50, .command = "bible --large-print" },
	{ .pid = 3, .comm = "comic",    .mb = 40 },
	{ .pid = 4, .comm = "cookbook", .mb = 30 },
	{ .pid = 5, .comm = "diary",    .mb = 20 },
};

static struct pty *visit(struct world *w)
{
	struct pty *p;

	WORLD(w, shelf);
	p = ramtop("--proc", w->dir);
	expect_selected(p, "atlas");
	return p;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

START_TEST(a_search_moves_as_one_types)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "/");
	expect_row(p, -1, "Search:");
	pty_type(p, "co");
	expect_selected(p, "comic");
	pty_type(p, "o");
	expect_selected(p, "cookbook");
	expect_row(p, -1, "coo");
	pty_type(p, KEY_ENTER);
	expect_gone(p, "Search:");
	expect_selected(p, "cookbook");
	expect_row(p, -2, "5 shown");
	leave(&w, p);
}
END_TEST

START_TEST(f3_and_n_go_on_to_the_next)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, KEY_F3 "CO");
	expect_selected(p, "comic");
	pty_type(p, KEY_F3);
	expect_selected(p, "cookbook");
	pty_type(p, KEY_F3);
	expect_selected(p, "comic");
	pty_type(p, KEY_ENTER);
	expect_gone(p, "Search:");
	pty_type(p, "n");
	expect_selected(p, "cookbook");
	leave(&w, p);
}
END_TEST

START_TEST(esc_ends_a_search_and_its_letters_are_no_keys)
{
	struct world w;
	struct pty *p = visit(&w);

	/* q would quit, H show threads. */
	pty_type(p, "/qH");
	expect_row(p, -1, "qH");
	expect_text(p, "no row has 'qH'");
	pty_type(p, KEY_BACKSPACE KEY_BACKSPACE "dia");
	expect_selected(p, "diary");
	expect_gone(p, "no row has");
	pty_type(p, KEY_ESC);
	expect_gone(p, "Search:");
	expect_row(p, -1, "F1Help");
	leave(&w, p);
}
END_TEST

START_TEST(a_filter_shows_only_what_fits)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "\\");
	expect_row(p, -1, "Filter:");
	pty_type(p, "co");
	expect_gone(p, "atlas");
	expect_gone(p, "diary");
	expect_order(p, "comic", "cookbook");
	pty_type(p, KEY_ENTER);
	expect_gone(p, "Filter:");
	expect_row(p, -2, "2 shown, RSS 70M");
	expect_row(p, -2, "filter: co");
	/* Who comes later is filtered too. */
	world_put(&w, &(struct made){ .pid = 6, .comm = "essay", .mb = 10 });
	world_put(&w, &(struct made){ .pid = 7, .comm = "codex", .mb = 10 });
	expect_order(p, "comic", "cookbook", "codex");
	ck_assert(!pty_find(p, "essay", NULL, NULL));
	leave(&w, p);
}
END_TEST

START_TEST(a_filter_looks_into_arguments_and_esc_clears_it)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, KEY_F4 "large");
	expect_gone(p, "comic");
	expect_selected(p, "bible");
	pty_type(p, KEY_ESC);
	expect_order(p, "atlas", "bible", "comic", "cookbook", "diary");
	expect_gone(p, "filter:");
	expect_selected(p, "bible");
	leave(&w, p);
}
END_TEST

START_TEST(a_condition_filters_and_half_of_one_leaves_the_list_as_it_was)
{
	struct world w;
	struct pty *p = visit(&w);
	int row, col;

	pty_type(p, "\\rss>35m");
	expect_gone(p, "cookbook");
	expect_order(p, "atlas", "bible", "comic");
	pty_type(p, " (");
	expect_row(p, -2, "something is missing at the end (at character 10)");
	expect_order(p, "atlas", "bible", "comic");
	/* Enter does not take a fault for an answer. */
	pty_type(p, KEY_ENTER);
	expect_row(p, -1, "Filter: rss>35m (");
	pty_type(p, "not ~^b)" KEY_ENTER);
	expect_gone(p, "Filter:");
	expect_order(p, "atlas", "comic");
	expect_row(p, -2, "2 shown, RSS 100M");
	expect_row(p, -2, "filter: rss>35m (not ~^b)");
	pty_type(p, "\\ nope=1");
	expect_row(p, -2, "no column is called 'nope'");
	/* The word that is wrong stands out, and no other. */
	pty_type(p, " x");
	expect_row(p, -1, "nope=1 x");
	ck_assert(pty_find(p, "nope=1 x", &row, &col));
	ck_assert_int_eq(row, 23);
	ck_assert_int_ne(pty_style(p, row, col).bg, pty_style(p, row, col - 1).bg);
	ck_assert_int_eq(pty_style(p, row, col).bg, pty_style(p, row, col + 5).bg);
	ck_assert_int_eq(pty_style(p, row, col + 6).bg, pty_style(p, row, col - 1).bg);
	pty_type(p, KEY_ESC);
	expect_gone(p, "nope");
	expect_order(p, "atlas", "bible", "comic", "cookbook", "diary");
	leave(&w, p);
}
END_TEST

START_TEST(a_filter_that_nothing_fits_leaves_the_keys_harmless)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "\\zzz" KEY_ENTER);
	expect_row(p, -2, "0 shown, RSS 0");
	expect_text(p, "no process fits");
	pty_type(p, KEY_UP KEY_DOWN KEY_PGDN KEY_PGUP KEY_END KEY_HOME " cUFtt+-*nM");
	pty_type(p, "k");
	expect_text(p, "no process to send");
	pty_type(p, "/atlas");
	expect_text(p, "no row has 'atlas'");
	pty_type(p, KEY_ENTER "\\");
	expect_row(p, -1, "Filter:");
	pty_type(p, "\025");
	expect_text(p, "atlas");
	leave(&w, p);
}
END_TEST

START_TEST(a_filter_that_nothing_fits_from_the_start_can_be_cleared)
{
	struct world w;
	struct pty *p;

	WORLD(&w, shelf);
	p = ramtop("--proc", w.dir, "-f", "zzz");
	expect_text(p, "no process fits");
	expect_row(p, -2, "0 shown");
	pty_type(p, "\\\025" KEY_ENTER);
	expect_order(p, "atlas", "bible", "comic", "cookbook", "diary");
	leave(&w, p);
}
END_TEST

START_TEST(b_searches_back_by_a_letter)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "/co" KEY_ENTER);
	expect_gone(p, "Search:");
	expect_selected(p, "comic");
	pty_type(p, "B");
	expect_selected(p, "cookbook");
	pty_type(p, "B");
	expect_selected(p, "comic");
	leave(&w, p);
}
END_TEST

START_TEST(a_search_can_be_edited_in_its_middle)
{
	struct world w;
	struct pty *p = visit(&w);
	int row, col;

	pty_type(p, "/ckbook");
	expect_row(p, -1, "Search: ckbook");
	pty_type(p, KEY_HOME KEY_RIGHT "oo");
	expect_row(p, -1, "Search: cookbook");
	expect_selected(p, "cookbook");
	/* The cursor's cell is another than those beside it. */
	ck_assert(pty_find(p, "Search: cookbook", &row, &col));
	col += (int)strlen("Search: coo");
	ck_assert_int_ne(pty_style(p, row, col).bg, pty_style(p, row, col - 1).bg);
	ck_assert_int_eq(pty_style(p, row, col + 1).bg, pty_style(p, row, col - 1).bg);
	pty_type(p, "" KEY_BACKSPACE "mic");
	expect_row(p, -1, "Search: comic");
	expect_selected(p, "comic");
	pty_type(p, "" KEY_DELETE "dia");
	expect_row(p, -1, "Search: dia");
	expect_selected(p, "diary");
	leave(&w, p);
}
END_TEST

START_TEST(a_click_puts_the_cursor_of_a_prompt)
{
	struct world w;
	struct pty *p = visit(&w);
	char click[32];
	int row, col;

	pty_type(p, "/coook");
	expect_row(p, -1, "Search: coook");
	ck_assert(pty_find(p, "Search: coook", &row, &col));
	snprintf(click, sizeof(click), "\033[<0;%d;%dM", col + (int)strlen("Search: co") + 1, row + 1);
	pty_type(p, click);
	pty_type(p, KEY_DELETE);
	expect_row(p, -1, "Search: cook");
	expect_selected(p, "cookbook");
	leave(&w, p);
}
END_TEST

START_TEST(up_goes_back_to_what_was_searched_and_down_to_what_is_typed)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "/dia" KEY_ENTER);
	expect_gone(p, "Search:");
	pty_type(p, "/bib" KEY_ENTER);
	expect_gone(p, "Search:");
	pty_type(p, "/at");
	expect_row(p, -1, "Search: at");
	pty_type(p, KEY_UP);
	expect_row(p, -1, "Search: bib");
	expect_selected(p, "bible");
	pty_type(p, KEY_UP);
	expect_row(p, -1, "Search: dia");
	pty_type(p, KEY_DOWN KEY_DOWN "l");
	expect_row(p, -1, "Search: atl");
	expect_selected(p, "atlas");
	pty_type(p, KEY_ENTER);
	expect_gone(p, "Search:");
	/* A filter has its own, and no faults among them. */
	pty_type(p, "\\rss>35m" KEY_ENTER);
	expect_row(p, -2, "filter: rss>35m");
	pty_type(p, "\\");
	expect_row(p, -1, "Filter: rss>35m");
	pty_type(p, "\025");
	expect_gone(p, "rss>35m");
	pty_type(p, "(x" KEY_ENTER);
	expect_text(p, "is not closed");
	pty_type(p, KEY_UP);
	expect_row(p, -1, "Filter: rss>35m");
	pty_type(p, KEY_UP KEY_UP KEY_ENTER);
	expect_row(p, -2, "filter: rss>35m");
	leave(&w, p);
}
END_TEST

SUITE(screen_search, b_searches_back_by_a_letter, a_search_can_be_edited_in_its_middle, a_click_puts_the_cursor_of_a_prompt,
      up_goes_back_to_what_was_searched_and_down_to_what_is_typed,
      a_search_moves_as_one_types, f3_and_n_go_on_to_the_next, esc_ends_a_search_and_its_letters_are_no_keys,
      a_filter_shows_only_what_fits, a_filter_looks_into_arguments_and_esc_clears_it,
      a_condition_filters_and_half_of_one_leaves_the_list_as_it_was, a_filter_that_nothing_fits_leaves_the_keys_harmless,
      a_filter_that_nothing_fits_from_the_start_can_be_cleared)

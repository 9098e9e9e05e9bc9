/* status_test.c - the lines at the bottom. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "../table/made.h"
#include "shown.h"
#include "thread.h"

#define STATUS 22

static struct shown screen;

static void start(void)
{
	made_desktop(&screen.sample);
	shown_start(&screen, 24, 80);
}

START_TEST(what_is_shown_and_how_it_is_sorted)
{
	start();
	shown_draw(&screen);
	shown_is(&screen, STATUS, " 7 shown, RSS 3.68G                                                 RSS ▼  1.0s\n");
	screen.settings.view.descending = false;
	screen.settings.view.tree = true;
	screen.settings.delay_ns = 2500000000;
	shown_draw(&screen);
	shown_is(&screen, STATUS, " 7 shown, RSS 3.68G                                            TREE RSS ▲  2.5s\n");
	shown_end(&screen);
}
END_TEST

START_TEST(what_narrows_the_view_is_told)
{
	char row[256];

	start();
	ck_assert(filter_set_text(&screen.settings.view.filter, "web", &(struct err){ "" }));
	screen.settings.view.filter.has_user = true;
	screen.settings.view.filter.user = 1000;
	screen.ui.paused = screen.ui.follow = true;
	shown_draw(&screen);
	canvas_row(&screen.ui.canvas, STATUS, row, sizeof(row));
	ck_assert_ptr_nonnull(strstr(row, "2 shown, RSS 798M"));
	ck_assert_ptr_nonnull(strstr(row, "filter: web"));
	ck_assert_ptr_nonnull(strstr(row, "PAUSED"));
	shown_end(&screen);
}
END_TEST

START_TEST(the_command_that_all_is_shown_for_is_named)
{
	struct live_figures figures = { 0 };
	struct live live = { .command = "make -j8 all install", .start_ns = thread_now_ns() - 72 * SECOND, .figures = &figures };

	start();
	screen.ui.live = &live;
	screen.settings.view.filter.under = 200;
	shown_draw(&screen);
	shown_is(&screen, STATUS, " 3 shown, RSS 864M, PSS 756M, CPU 1.6%  runs 1:12: make -j8 all i…  RSS ▼  1.0s\n");
	figures.holds = 229 * MB;
	figures.peak = 1200 * MB;
	figures.is_exact = true;
	shown_draw(&screen);
	shown_is(&screen, STATUS, " 3 shown, RSS 864M  runs 1:12, holds 229M, peak 1.17G: make -j8 a…  RSS ▼  1.0s\n");
	ck_assert(filter_set_text(&screen.settings.view.filter, "web", &(struct err){ "" }));
	figures.is_exact = false;
	screen.ui.layout.cols = 100;
	shown_draw(&screen);
	shown_is(&screen, STATUS, " 2 shown, RSS 798M, PSS 716M  runs 1:12, holds ~229M, peak ~1.17G: make …  filter: web  RSS ▼  1.0s\n");
	shown_end(&screen);
}
END_TEST

START_TEST(what_was_chosen_is_summed)
{
	struct err e;

	made_desktop(&screen.sample);
	shown_start(&screen, 24, 100);
	ck_assert(filter_set_text(&screen.settings.view.filter, "web", &e));
	shown_draw(&screen);
	shown_is(&screen, STATUS, " 2 shown, RSS 798M, PSS 716M, CPU 1.6%  filter: web                                     RSS ▼  1.0s\n");
	/* Of some the PSS is not known. */
	ck_assert(filter_set_text(&screen.settings.view.filter, "rss<400m", &e));
	shown_draw(&screen);
	shown_is(&screen, STATUS, " 4 shown, RSS 383M, PSS >=290M, CPU 1.2%  filter: rss<400m                              RSS ▼  1.0s\n");
	marks_change(&screen.ui.tagged, (struct mark){ 220, 220 * SECOND }, MARK);
	marks_change(&screen.ui.tagged, (struct mark){ 200, 200 * SECOND }, MARK);
	shown_draw(&screen);
	shown_is(&screen, STATUS, " 4 shown, RSS 383M, PSS >=290M  2 tagged, RSS 1.31G, PSS 978M  filter: rss<400m         RSS ▼  1.0s\n");
	screen.ui.layout.cols = 120;
	shown_draw(&screen);
	shown_is(&screen, STATUS, " 4 shown, RSS 383M, PSS >=290M, CPU 1.2%  2 tagged, RSS 1.31G, PSS 978M, CPU 4.5%  filter: rss<400m         RSS ▼  1.0s\n");
	/* Of one of those that are tagged it is not known. */
	marks_change(&screen.ui.tagged, (struct mark){ 100, 100 * SECOND }, MARK);
	screen.settings.view.filter.threads = true;
	shown_draw(&screen);
	shown_is(&screen, STATUS, " 4 shown, RSS 383M, PSS >=290M, CPU 1.2%  3 tagged, RSS 1.31G, PSS >=978M, CPU 4.5%  filter: rss<400m       RSS ▼  1.0s\n");
	shown_end(&screen);
}
END_TEST

START_TEST(where_space_is_short_what_matters_most_stays_and_nothing_is_cut_but_the_filter)
{
	static const struct { int cols; const char *row; } cases[] = {
		{ 90, " 7 shown, RSS 3.68G  2 tagged, RSS 1.31G, PSS 978M  filter: not command~abc…  RSS ▼  1.0s\n" },
		{ 80, " 7 shown, RSS 3.68G  2 tagged, RSS 1.31G  filter: not command~abc…  RSS ▼  1.0s\n" },
		{ 60, " 7 shown, RSS 3.68G  2 tagged, RSS 1.31G        RSS ▼  1.0s\n" },
		{ 40, " 7 shown, RSS 3.68G         RSS ▼  1.0s\n" },
		{ 30, " 7 shown, RSS 3…  RSS ▼  1.0s\n" },
	};
	struct err e;

	start();
	ck_assert(filter_set_text(&screen.settings.view.filter, "not command~abcdefghijklmnopqrstuvwxyz", &e));
	marks_change(&screen.ui.tagged, (struct mark){ 220, 220 * SECOND }, MARK);
	marks_change(&screen.ui.tagged, (struct mark){ 200, 200 * SECOND }, MARK);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		screen.ui.layout.cols = cases[i].cols;
		shown_draw(&screen);
		shown_is(&screen, STATUS, cases[i].row);
	}
	shown_end(&screen);
}
END_TEST

START_TEST(that_containers_are_hidden_is_told)
{
	start();
	screen.settings.view.filter.outside = true;
	shown_draw(&screen);
	shown_is(&screen, STATUS, " 7 shown, RSS 3.68G, PSS >=3.19G, CPU 107.0%  no containers         RSS ▼  1.0s\n");
	shown_end(&screen);
}
END_TEST

START_TEST(a_message_comes_before_all)
{
	start();
	ui_say(&screen.ui, "there is no %s", "more");
	shown_draw(&screen);
	ck_assert_uint_eq(shown_style(&screen, STATUS, "there is no more"), STYLE_STRONG);
	memset(screen.ui.message, 'x', sizeof(screen.ui.message) - 1);
	shown_draw(&screen);
	ck_assert_uint_eq(canvas_at(&screen.ui.canvas, STATUS, 79)->point, 'x');
	ck_assert_uint_eq(canvas_at(&screen.ui.canvas, STATUS + 1, 0)->point, ' ');
	shown_end(&screen);
}
END_TEST

START_TEST(only_whole_keys_are_shown)
{
	static const char *const keys[] = { "F1", "Help", "F10", "Quit", NULL, NULL };
	static const struct { int cols; const char *row; } cases[] = {
		{ 1, "" }, { 6, "" }, { 7, "F1Help" }, { 14, "F1Help" }, { 15, "F1Help F10Quit" }, { 80, "F1Help F10Quit" },
	};

	start();
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char want[64];
		screen.ui.layout.cols = cases[i].cols;
		shown_draw(&screen);
		keys_draw(&screen.ui, keys);
		snprintf(want, sizeof(want), "%s\n", cases[i].row);
		shown_is(&screen, 23, want);
	}
	shown_end(&screen);
}
END_TEST

SUITE(status, the_command_that_all_is_shown_for_is_named, what_is_shown_and_how_it_is_sorted, what_narrows_the_view_is_told, what_was_chosen_is_summed,
      where_space_is_short_what_matters_most_stays_and_nothing_is_cut_but_the_filter, that_containers_are_hidden_is_told, a_message_comes_before_all,
      only_whole_keys_are_shown)

/* screen_help_test.c - the help: what it says, and how one finds a word in it. */
#define _GNU_SOURCE
#include "screens.h"

static const struct made lone[] = { { .pid = 1, .comm = "walker", .mb = 60 } };

static struct pty *visit_in(struct world *w, int rows, int cols)
{
	struct pty *p;

	WORLD(w, lone);
	p = ramtop_in(rows, cols, NULL, "--proc", w->dir);
	expect_text(p, "walker");
	pty_type(p, KEY_F1);
	expect_row(p, 0, "where did my memory go");
	return p;
}

static struct pty *visit(struct world *w)
{
	return visit_in(w, 24, 100);
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

/* Only what has this stays, the title says how much. */
static void find(struct pty *p, const char *word)
{
	pty_type(p, "/");
	expect_row(p, -1, "Find:");
	pty_type(p, word);
	expect_row(p, 0, word);
	pty_type(p, KEY_ENTER);
	expect_gone(p, "Find:");
}

START_TEST(it_opens_scrolls_and_closes)
{
	struct world w;
	struct pty *p = visit(&w);

	expect_text(p, "F6 < > ,");
	expect_gone(p, "walker");
	pty_type(p, KEY_END);
	expect_text(p, "CAP_SYSLOG");
	expect_text(p, "files of /proc: the BPF task iterator reads no copy of /proc");
	pty_type(p, KEY_HOME);
	expect_row(p, 1, "ramtop itself");
	pty_type(p, KEY_DOWN KEY_PGDN);
	expect_gone(p, "ramtop itself");
	pty_type(p, "q");
	expect_selected(p, "walker");
	leave(&w, p);
}
END_TEST

START_TEST(it_is_left_by_the_keys_that_leave_and_no_others)
{
	static const char *const keys[] = { "q", KEY_ESC, KEY_F1, KEY_F10, KEY_ENTER, "h", "?", KEY_BACKSPACE };
	struct world w;
	struct pty *p = visit(&w);

	/* x is no key of it; Q scrolls nothing and quits nothing. */
	pty_type(p, "xQtk" KEY_DOWN);
	expect_row(p, 1, "F1 h ?");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		pty_type(p, keys[i]);
		expect_selected(p, "walker");
		pty_type(p, "?");
		expect_row(p, 0, "where did my memory go");
	}
	leave(&w, p);
}
END_TEST

START_TEST(a_word_leaves_only_the_lines_that_have_it_and_their_headings)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "/oom_SC");
	expect_row(p, -1, "Find: oom_SC");
	expect_row(p, 1, "Changing");
	expect_row(p, 2, "oom_score_adj of the selected process");
	expect_row(p, 4, "The OOM killer's choice (o)");
	expect_gone(p, "Sorting");
	pty_type(p, "zzz");
	expect_row(p, 0, "nothing here has 'oom_SCzzz': Esc shows all");
	pty_type(p, KEY_ESC);
	expect_row(p, 1, "ramtop itself");
	expect_gone(p, "Find:");
	leave(&w, p);
}
END_TEST

START_TEST(esc_shows_all_again_and_then_goes_back)
{
	struct world w;
	struct pty *p = visit(&w);

	find(p, "mmap");
	expect_gone(p, "Sorting");
	expect_row(p, -1, "EscAll");
	pty_type(p, KEY_ESC);
	expect_row(p, 1, "ramtop itself");
	expect_row(p, -1, "EscBack");
	pty_type(p, KEY_ESC);
	expect_selected(p, "walker");
	leave(&w, p);
}
END_TEST

START_TEST(a_column_that_is_not_shown_is_explained_too)
{
	struct world w;
	struct pty *p = visit(&w);

	find(p, "swappss");
	expect_row(p, 1, "All other columns");
	leave(&w, p);
}
END_TEST

START_TEST(every_pane_has_its_keys_there)
{
	static const char *const titles[] = { "In every list", "One process", "The ledger", "The OOM killer's choice", "Groups", "Sending a signal",
	                                      "In the receipt", "In a menu", "While typing", "In this help" };
	struct world w;
	struct pty *p = visit_in(&w, 240, 100);

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		expect_text(p, titles[i]);
	expect_text(p, "rss>1g and not (user=root");
	leave(&w, p);
}
END_TEST

START_TEST(a_long_sentence_goes_on_below_itself)
{
	struct world w;
	struct pty *p = visit_in(&w, 20, 40);
	int row;

	expect_text(p, "silence the alerts that");
	ck_assert(pty_find(p, "silence the alerts that", &row, NULL));
	expect_row(p, row + 1, "               have begun: see --alert");
	leave(&w, p);
}
END_TEST

START_TEST(a_small_screen_has_the_text_and_no_title)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_resize(p, 2, 30);
	expect_row(p, 0, "ramtop itself");
	pty_type(p, KEY_DOWN);
	expect_row(p, 0, "F1 h ?");
	pty_type(p, "/F10 q");
	pty_resize(p, 24, 100);
	expect_row(p, -1, "Find: F10 q");
	expect_row(p, 2, "quit");
	leave(&w, p);
}
END_TEST

SUITE(screen_help, it_opens_scrolls_and_closes, it_is_left_by_the_keys_that_leave_and_no_others,
      a_word_leaves_only_the_lines_that_have_it_and_their_headings, esc_shows_all_again_and_then_goes_back,
      a_column_that_is_not_shown_is_explained_too, every_pane_has_its_keys_there, a_long_sentence_goes_on_below_itself,
      a_small_screen_has_the_text_and_no_title)

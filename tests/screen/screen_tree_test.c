/* screen_tree_test.c - parents, children, and what a parent's subtree holds. */
#define _GNU_SOURCE
#include "screens.h"

/* king 10M: duke 20M (page 5M), earl 40M; hermit 50M. By their own RSS earl comes before duke, and so by the sums. */
static const struct made court[] = {
	{ .pid = 100, .comm = "king",   .mb = 10 },
	{ .pid = 110, .ppid = 100, .comm = "duke",  .mb = 20 },
	{ .pid = 111, .ppid = 110, .comm = "page",  .mb = 5 },
	{ .pid = 120, .ppid = 100, .comm = "earl",  .mb = 40 },
	{ .pid = 200, .comm = "hermit", .mb = 50 },
};

static struct pty *visit(struct world *w, const char *key)
{
	struct pty *p;

	WORLD(w, court);
	p = ramtop("--proc", w->dir);
	expect_order(p, "hermit", "earl", "duke", "king", "page");
	pty_type(p, key);
	expect_order(p, "king", "earl", "duke", "page", "hermit");
	return p;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

START_TEST(t_shows_the_tree_with_its_sums)
{
	struct world w;
	struct pty *p = visit(&w, "t");

	expect_cell(p, "king", "TREE RSS", "75M");
	expect_cell(p, "duke", "TREE RSS", "25M");
	expect_cell(p, "page", "TREE RSS", "5.0M");
	expect_cell(p, "earl", "TREE RSS", "40M");
	expect_cell(p, "hermit", "TREE RSS", "50M");
	expect_cell(p, "king", " RSS", "10M");
	expect_text(p, "▾ king");
	expect_text(p, "├─ earl");
	expect_text(p, "└─ ▾ duke");
	expect_text(p, "   └─ page");
	expect_row(p, -2, "TREE RSS ▼");
	pty_type(p, "t");
	expect_order(p, "hermit", "earl", "duke", "king", "page");
	expect_gone(p, "└─");
	leave(&w, p);
}
END_TEST

START_TEST(siblings_are_sorted_by_their_sums)
{
	struct world w;
	struct pty *p = visit(&w, KEY_F5);

	/* The duke's own memory stays less than the earl's. */
	world_put(&w, &(struct made){ .pid = 111, .ppid = 110, .comm = "page", .mb = 30 });
	expect_order(p, "king", "duke", "page", "earl", "hermit");
	expect_cell(p, "king", "TREE RSS", "100M");
	pty_type(p, "N");
	expect_order(p, "king", "duke", "page", "earl", "hermit");
	pty_type(p, "I");
	expect_order(p, "hermit", "king", "earl", "duke", "page");
	leave(&w, p);
}
END_TEST

START_TEST(a_folded_parent_shows_its_sum_and_how_many_it_hides)
{
	struct world w;
	struct pty *p = visit(&w, "t");

	pty_type(p, KEY_HOME);
	expect_selected(p, "king");
	pty_type(p, "-");
	expect_gone(p, "earl");
	expect_gone(p, "page");
	expect_text(p, "▸ (3) king");
	expect_cell(p, "king", "TREE RSS", "75M");
	expect_row(p, -2, "2 shown");
	pty_type(p, "-");
	expect_text(p, "(3) king");
	pty_type(p, "+");
	expect_order(p, "king", "earl", "duke", "page", "hermit");
	expect_text(p, "▾ king");
	pty_type(p, "=");
	expect_gone(p, "earl");
	leave(&w, p);
}
END_TEST

START_TEST(a_star_folds_all_and_opens_all)
{
	struct world w;
	struct pty *p = visit(&w, "t");

	pty_type(p, "*");
	expect_gone(p, "earl");
	expect_order(p, "(3) king", "hermit");
	pty_type(p, "*");
	expect_order(p, "king", "earl", "duke", "page", "hermit");
	leave(&w, p);
}
END_TEST

START_TEST(what_is_folded_grows_into_its_parents_sum)
{
	struct world w;
	struct pty *p = visit(&w, "t");

	pty_type(p, KEY_HOME "-");
	expect_text(p, "(3) king");
	world_put(&w, &(struct made){ .pid = 111, .ppid = 110, .comm = "page", .mb = 130 });
	expect_cell(p, "king", "TREE RSS", "200M");
	world_put(&w, &(struct made){ .pid = 121, .ppid = 120, .comm = "squire", .mb = 1 });
	expect_text(p, "(4) king");
	expect_cell(p, "king", "TREE RSS", "201M");
	leave(&w, p);
}
END_TEST

START_TEST(c_tags_the_children_u_untags_all)
{
	struct world w;
	struct pty *p = visit(&w, "t");

	pty_type(p, KEY_HOME KEY_DOWN KEY_DOWN);
	expect_selected(p, "duke");
	pty_type(p, "c" KEY_END);
	expect_selected(p, "hermit");
	expect_tagged(p, "duke");
	expect_tagged(p, "page");
	expect_plain(p, "king");
	expect_plain(p, "earl");
	expect_row(p, -2, "tagged");
	pty_type(p, "k");
	expect_text(p, "to 2 processes");
	expect_text(p, "110 duke");
	expect_text(p, "111 page");
	pty_type(p, KEY_ESC);
	expect_gone(p, "to 2 processes");
	pty_type(p, "U");
	expect_plain(p, "duke");
	expect_plain(p, "page");
	expect_gone(p, "tagged");
	leave(&w, p);
}
END_TEST

SUITE(screen_tree, t_shows_the_tree_with_its_sums, siblings_are_sorted_by_their_sums,
      a_folded_parent_shows_its_sum_and_how_many_it_hides, a_star_folds_all_and_opens_all,
      what_is_folded_grows_into_its_parents_sum, c_tags_the_children_u_untags_all)

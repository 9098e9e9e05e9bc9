/* tree_lines_test.c - the branches before a command. */
#include "suite.h"

#include <string.h>

#include "tree_lines.h"

static void draws(struct row row, const char *ascii, const char *unicode)
{
	char out[TREE_LINES_ROOM];

	ck_assert_uint_eq(tree_lines(out, sizeof(out), &row, TEXT_ASCII), strlen(ascii));
	ck_assert_str_eq(out, ascii);
	ck_assert_uint_eq(tree_lines(out, sizeof(out), &row, TEXT_UNICODE), strlen(unicode));
	ck_assert_str_eq(out, unicode);
}

START_TEST(a_root_has_no_branch)
{
	draws((struct row){ .depth = 0, .is_last = true }, "", "");
	draws((struct row){ .depth = 0, .has_children = true }, "- ", "▾ ");
	draws((struct row){ .depth = 0, .has_children = true, .hidden = 3 }, "+ ", "▸ ");
}
END_TEST

START_TEST(the_last_child_ends_the_branch)
{
	draws((struct row){ .depth = 1 }, "|- ", "├─ ");
	draws((struct row){ .depth = 1, .is_last = true }, "`- ", "└─ ");
	draws((struct row){ .depth = 1, .is_last = true, .has_children = true, .hidden = 6 }, "`- + ", "└─ ▸ ");
}
END_TEST

START_TEST(a_line_runs_by_where_an_ancestor_has_later_siblings)
{
	draws((struct row){ .depth = 3, .lines = 1 << 1 }, "|     |- ", "│     ├─ ");
	draws((struct row){ .depth = 3, .lines = 1 << 2 }, "   |  |- ", "   │  ├─ ");
	/* Whether the root has siblings is not seen: nothing is drawn at its own depth. */
	draws((struct row){ .depth = 2, .lines = 1 << 0 }, "   |- ", "   ├─ ");
}
END_TEST

START_TEST(a_deep_row_is_cut_at_its_left)
{
	for (enum text_set set = TEXT_ASCII; set <= TEXT_UNICODE; set++)
		for (unsigned depth = 1; depth < 400; depth++) {
			struct row row = { .depth = (uint16_t)depth, .lines = UINT64_MAX, .has_children = true, .hidden = 1 };
			char out[TREE_LINES_ROOM];
			size_t n = tree_lines(out, sizeof(out), &row, set);
			const char *end = set == TEXT_ASCII ? "|- + " : "├─ ▸ ";
			ck_assert_uint_lt(n, sizeof(out));
			ck_assert_uint_eq(n, strlen(out));
			ck_assert_str_eq(out + n - strlen(end), end);
		}
}
END_TEST

START_TEST(a_row_up_to_some_depth_is_drawn_whole)
{
	char out[TREE_LINES_ROOM], deeper[TREE_LINES_ROOM];

	for (uint16_t depth = 1; depth < 40; depth++) {
		struct row row = { .depth = depth, .lines = UINT64_MAX }, next = { .depth = depth + 1, .lines = UINT64_MAX };
		tree_lines(out, sizeof(out), &row, TEXT_UNICODE);
		tree_lines(deeper, sizeof(deeper), &next, TEXT_UNICODE);
		ck_assert_str_eq(deeper + strlen("│  "), out);
	}
}
END_TEST

SUITE(tree_lines, a_root_has_no_branch, the_last_child_ends_the_branch, a_line_runs_by_where_an_ancestor_has_later_siblings,
      a_deep_row_is_cut_at_its_left, a_row_up_to_some_depth_is_drawn_whole)

/* grid_test.c - lists of a schema made for this test: in order, on a stream, on a canvas. */
#include "grid.h"

#include <stdlib.h>
#include <string.h>

#include "browse.h"
#include "grid_print.h"
#include "suite.h"
#include "terminal.h"

struct fruit {
	const char *name;
	uint64_t bytes;
	bool is_known, is_about;
};

static struct value get_name(const struct scene *s, size_t row, const struct column *c)
{
	const struct fruit *f = &((const struct fruit *)s->rows)[row];

	(void)c;
	return value_text(f->name, strlen(f->name));
}

static struct value get_bytes(const struct scene *s, size_t row, const struct column *c)
{
	const struct fruit *f = &((const struct fruit *)s->rows)[row];
	struct value v = f->is_known ? value_number(f->bytes) : value_unknown();

	(void)c;
	v.is_about = f->is_about;
	return v;
}

static const struct column columns[] = {
	{ .id = "bytes", .title = "BYTES", .width = 6, .unit = UNIT_BYTES, .get = get_bytes, .help = "How large it is." },
	{ .id = "name", .title = "NAME", .unit = UNIT_TEXT, .get = get_name, .help = "What it is called." },
};
static const struct schema fruits = { .name = "fruits", .columns = columns, .count = 2, .standard = "bytes,name", .sort = "bytes" };
static const struct schema unsorted = { .name = "fruits", .columns = columns, .count = 2, .standard = "name" };

static const struct fruit basket[] = {
	{ "pear", 2048, true, false }, { "\033[2Jplum", 0, false, false }, { "fig", 1 << 20, true, true }, { "apple", 2048, true, false },
};

static struct browse list;
static struct canvas canvas;

static void begin(const struct schema *schema)
{
	browse_init(&list, schema);
	grid_fill(&list.grid, basket, ARRAY_LEN(basket));
}

static void end(void)
{
	browse_free(&list);
	canvas_free(&canvas);
}

static const char *selected(void)
{
	return basket[browse_selected(&list)].name;
}

static void draws(const char *want, int rows)
{
	char text[1024] = "", line[256];

	canvas_start(&canvas, rows, 30);
	browse_draw(&list, &canvas, 0, rows, TEXT_UNICODE);
	for (int i = 0; i < rows; i++) {
		canvas_row(&canvas, i, line, sizeof(line));
		strcat(strcat(text, line), "\n");
	}
	ck_assert_str_eq(text, want);
}

START_TEST(the_largest_is_first_and_the_unknown_last)
{
	begin(&fruits);
	draws("BYTES▼ NAME\n"
	      " ~1.0M fig\n"
	      "    2K pear\n"
	      "    2K apple\n"
	      "     ? \357\277\275[2Jplum\n", 5);
	end();
}
END_TEST

START_TEST(without_a_sort_rows_stand_as_they_came)
{
	begin(&unsorted);
	draws("NAME\n"
	      "pear\n"
	      "\357\277\275[2Jplum\n", 3);
	end();
}
END_TEST

START_TEST(the_selection_stays_on_its_row_when_the_order_changes)
{
	begin(&fruits);
	draws("BYTES▼ NAME\n"
	      " ~1.0M fig\n", 2);
	ck_assert(browse_key(&list, K_DOWN));
	ck_assert_str_eq(selected(), "pear");
	ck_assert(browse_key(&list, 'I'));
	ck_assert_str_eq(selected(), "pear");
	ck_assert(browse_key(&list, '>'));
	ck_assert_str_eq(list.grid.sort->id, "name");
	ck_assert_str_eq(selected(), "pear");
	ck_assert(browse_key(&list, '>'));
	ck_assert_str_eq(list.grid.sort->id, "bytes");
	ck_assert(browse_key(&list, K_END));
	ck_assert_str_eq(selected(), "\033[2Jplum");
	ck_assert(browse_key(&list, K_DOWN));
	ck_assert_str_eq(selected(), "\033[2Jplum");
	ck_assert(!browse_key(&list, 'q'));
	draws("BYTES▼ NAME\n"
	      "     ? \357\277\275[2Jplum\n", 2);
	end();
}
END_TEST

/* The pear is above all, the fig above the apple. */
static uint32_t fruit_parent(const struct grid *g, size_t row)
{
	static const uint32_t parents[] = { ROW_NONE, 0, 0, 2 };

	(void)g;
	return parents[row];
}

static struct mark fruit_mark(const struct grid *g, size_t row)
{
	(void)g;
	return (struct mark){ .start_ns = row + 1 };
}

static struct value fruit_name(const struct grid *g, size_t row)
{
	return get_name(&g->scene, row, NULL);
}

/* "pear fig/1 apple/2": the names, and how deep they are. */
static void tree_is(const char *want)
{
	char text[256] = "";

	for (size_t i = 0; i < list.grid.count; i++)
		sprintf(text + strlen(text), "%s%s/%d", i ? " " : "", basket[grid_row(&list.grid, i)].name, grid_branch(&list.grid, i)->depth);
	ck_assert_str_eq(text, want);
}

START_TEST(rows_stand_below_others_in_their_order_and_fold)
{
	static const struct grid_tree tree = { fruit_parent, fruit_mark, fruit_name };

	begin(&fruits);
	ck_assert_ptr_null(grid_branch(&list.grid, 0));
	grid_hang(&list.grid, &tree);
	tree_is("pear/0 fig/1 apple/2 \033[2Jplum/1");
	ck_assert(grid_branch(&list.grid, 3)->is_last && !grid_branch(&list.grid, 1)->is_last);
	marks_change(&list.grid.folded, fruit_mark(&list.grid, 2), MARK);
	grid_fill(&list.grid, basket, ARRAY_LEN(basket));
	tree_is("pear/0 fig/1 \033[2Jplum/1");
	ck_assert_uint_eq(grid_branch(&list.grid, 1)->hidden, 1);
	/* What the filter keeps out leads to nobody. */
	grid_filter(&list.grid, "apple|pear");
	tree_is("pear/0 apple/1");
	grid_filter(&list.grid, "apple");
	tree_is("apple/0");
	grid_hang(&list.grid, NULL);
	ck_assert_ptr_null(grid_branch(&list.grid, 0));
	end();
}
END_TEST

START_TEST(fewer_rows_bring_the_selection_back_into_the_list)
{
	begin(&fruits);
	browse_key(&list, K_END);
	grid_fill(&list.grid, basket, 1);
	draws("BYTES▼ NAME\n"
	      "    2K pear\n"
	      "\n", 3);
	ck_assert_str_eq(selected(), "pear");
	list.empty = "no fruit";
	grid_fill(&list.grid, basket, 0);
	draws("BYTES▼ NAME\n"
	      " no fruit\n"
	      "\n", 3);
	ck_assert(browse_selected(&list) == BROWSE_NONE);
	ck_assert(browse_key(&list, K_UP));
	end();
}
END_TEST

START_TEST(a_filter_leaves_only_rows_with_one_of_its_words)
{
	begin(&fruits);
	browse_key(&list, K_DOWN);
	browse_filter(&list, "PL");
	draws("BYTES▼ NAME\n"
	      "    2K apple\n"
	      "     ? \357\277\275[2Jplum\n"
	      "\n", 4);
	ck_assert_str_eq(selected(), "apple");
	/* It holds for the rows that come then. */
	grid_fill(&list.grid, basket + 1, 2);
	draws("BYTES▼ NAME\n"
	      "     ? \357\277\275[2Jplum\n"
	      "\n", 3);
	grid_fill(&list.grid, basket, ARRAY_LEN(basket));
	browse_filter(&list, "fig|pear|");
	draws("BYTES▼ NAME\n"
	      " ~1.0M fig\n"
	      "    2K pear\n"
	      "\n", 4);
	browse_filter(&list, "durian");
	draws("BYTES▼ NAME\n"
	      " no row has 'durian'\n", 2);
	ck_assert(browse_selected(&list) == BROWSE_NONE);
	browse_filter(&list, "|");
	ck_assert_uint_eq(list.grid.count, 4);
	browse_filter(&list, "");
	ck_assert_uint_eq(list.grid.count, 4);
	end();
}
END_TEST

START_TEST(the_chosen_row_stays_so_when_a_filter_comes_and_goes)
{
	begin(&fruits);
	browse_key(&list, K_DOWN);
	browse_key(&list, K_DOWN);
	ck_assert_str_eq(selected(), "apple");
	browse_filter(&list, "p");
	ck_assert_str_eq(selected(), "apple");
	browse_filter(&list, "");
	ck_assert_str_eq(selected(), "apple");
	end();
}
END_TEST

START_TEST(a_search_goes_round_once_both_ways)
{
	static const struct { size_t from; enum direction way; const char *name; } cases[] = {
		{ 0, FORWARD, "pear" }, { 1, FORWARD, "pear" }, { 2, FORWARD, "apple" }, { 4, FORWARD, "pear" },
		{ 3, BACKWARD, "\033[2Jplum" }, { 2, BACKWARD, "apple" }, { 0, BACKWARD, "\033[2Jplum" },
	};

	begin(&fruits);
	strcpy(list.sought, "P");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ck_assert(browse_search(&list, cases[i].from, cases[i].way));
		ck_assert_str_eq(selected(), cases[i].name);
	}
	strcpy(list.sought, "durian");
	ck_assert(!browse_search(&list, 0, FORWARD));
	grid_fill(&list.grid, basket, 0);
	ck_assert(!browse_search(&list, 1, FORWARD));
	end();
}
END_TEST

static char *printed(void (*print)(FILE *, const struct grid *))
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	print(out, &list.grid);
	fclose(out);
	return text;
}

static void print_text(FILE *out, const struct grid *g)
{
	grid_print_text(out, g, TEXT_ASCII);
}

static void print_json(FILE *out, const struct grid *g)
{
	struct json j = { out, false };

	grid_print_json(&j, g);
}

START_TEST(it_is_printed_as_text_and_as_json)
{
	char *text;

	begin(&fruits);
	text = printed(print_text);
	ck_assert_str_eq(text, " BYTES NAME\n"
	                       " ~1.0M fig\n"
	                       "    2K pear\n"
	                       "    2K apple\n"
	                       "     ? ?[2Jplum\n");
	free(text);
	text = printed(print_json);
	ck_assert_str_eq(text, "[{\"bytes\":1048576,\"bytes_about\":true,\"name\":\"fig\"},{\"bytes\":2048,\"name\":\"pear\"},"
	                       "{\"bytes\":2048,\"name\":\"apple\"},{\"bytes\":null,\"name\":\"\\u001b[2Jplum\"}]");
	free(text);
	end();
}
END_TEST

SUITE(grid, the_largest_is_first_and_the_unknown_last, without_a_sort_rows_stand_as_they_came,
      the_selection_stays_on_its_row_when_the_order_changes, rows_stand_below_others_in_their_order_and_fold, fewer_rows_bring_the_selection_back_into_the_list,
      a_filter_leaves_only_rows_with_one_of_its_words, the_chosen_row_stays_so_when_a_filter_comes_and_goes,
      a_search_goes_round_once_both_ways, it_is_printed_as_text_and_as_json)

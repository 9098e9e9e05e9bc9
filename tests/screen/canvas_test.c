/* canvas_test.c - what stays in which cell, at every border. */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "vec.h"

static struct canvas canvas;

static void row_is(int row, const char *text)
{
	char out[512];

	canvas_row(&canvas, row, out, sizeof(out));
	ck_assert_str_eq(out, text);
}

/* Every left half of a wide character has its right half behind it, and no right half is alone. */
static void halves_are_pairs(void)
{
	char text[8];

	for (int row = 0; row < canvas.rows; row++)
		for (int col = 0; col < canvas.cols; col++) {
			struct cell *cell = canvas_at(&canvas, row, col), alone = *cell;
			struct canvas one = { .rows = 1, .cols = 1, .cells = &alone, .room = 1 };
			bool is_wide = cell->point > 0x1100;   /* of the characters that these tests draw */
			canvas_row(&one, 0, text, sizeof(text));
			ck_assert_msg(!is_wide || (col + 1 < canvas.cols && cell[1].point == 0), "row %d: %s at %d is cut", row, text, col);
			ck_assert_msg(cell->point != 0 || (col > 0 && cell[-1].point > 0x1100), "row %d: a half is left at %d", row, col);
		}
}

START_TEST(text_stands_where_it_was_put)
{
	canvas_start(&canvas, 2, 20);
	ck_assert_int_eq(canvas_put(&canvas, 0, 3, 10, STYLE_STRONG, "hello"), 5);
	canvas_put_right(&canvas, 1, 3, 10, STYLE_TEXT, "right");
	row_is(0, "   hello");
	row_is(1, "        right");
	ck_assert_uint_eq(canvas_at(&canvas, 0, 3)->style, STYLE_STRONG);
	ck_assert_uint_eq(canvas_at(&canvas, 0, 8)->style, STYLE_TEXT);
	canvas_start(&canvas, 1, 5);
	row_is(0, "");
	canvas_free(&canvas);
}
END_TEST

START_TEST(text_is_cut_at_its_width_and_at_the_border)
{
	canvas_start(&canvas, 1, 6);
	ck_assert_int_eq(canvas_put(&canvas, 0, 0, 3, STYLE_TEXT, "hello"), 3);
	row_is(0, "hel");
	ck_assert_int_eq(canvas_put(&canvas, 0, 4, 100, STYLE_TEXT, "hello"), 2);
	row_is(0, "hel he");
	canvas_put_right(&canvas, 0, 0, 4, STYLE_TEXT, "12345");
	row_is(0, "1234he");
	canvas_free(&canvas);
}
END_TEST

START_TEST(what_is_outside_is_not_drawn)
{
	static const struct { int row, col, width; } outside[] = {
		{ -1, 0, 3 }, { 2, 0, 3 }, { 0, -1, 3 }, { 0, 4, 3 }, { 0, 0, 0 }, { 0, 0, -5 }, { 1, 100, 1 }, { -100, -100, 300 },
	};

	canvas_start(&canvas, 2, 4);
	for (size_t i = 0; i < ARRAY_LEN(outside); i++) {
		ck_assert_int_eq(canvas_put(&canvas, outside[i].row, outside[i].col, outside[i].width, STYLE_WRONG, "xyz"), 0);
		canvas_fill(&canvas, outside[i].row, outside[i].col, outside[i].width, STYLE_WRONG, 'x');
		canvas_restyle(&canvas, outside[i].row, outside[i].col, outside[i].width, STYLE_WRONG);
	}
	for (int i = 0; i < 8; i++)
		ck_assert(canvas.cells[i].point == ' ' && canvas.cells[i].style == STYLE_TEXT);
	canvas_free(&canvas);
}
END_TEST

START_TEST(a_wide_character_needs_both_its_cells)
{
	canvas_start(&canvas, 1, 5);
	ck_assert_int_eq(canvas_put(&canvas, 0, 0, 5, STYLE_TEXT, "中文字"), 4);
	row_is(0, "中文");
	ck_assert_uint_eq(canvas_at(&canvas, 0, 1)->point, 0);
	ck_assert_uint_eq(canvas_at(&canvas, 0, 4)->point, ' ');
	ck_assert_int_eq(canvas_put(&canvas, 0, 4, 5, STYLE_TEXT, "字"), 0);
	halves_are_pairs();
	canvas_free(&canvas);
}
END_TEST

START_TEST(a_combining_character_shares_the_cell)
{
	canvas_start(&canvas, 1, 6);
	ck_assert_int_eq(canvas_put(&canvas, 0, 0, 6, STYLE_TEXT, "e\xcc\x81x中\xcc\x82y"), 5);
	row_is(0, "e\xcc\x81x中\xcc\x82y");
	ck_assert_int_eq(canvas_put(&canvas, 0, 0, 6, STYLE_TEXT, "\xcc\x81" "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81"), 1);
	row_is(0, "a\xcc\x81\xcc\x81x中\xcc\x82y");
	/* Also in the last cell. */
	canvas_put(&canvas, 0, 5, 1, STYLE_TEXT, "e\xcc\x81");
	row_is(0, "a\xcc\x81\xcc\x81x中\xcc\x82y" "e\xcc\x81");
	canvas_free(&canvas);
}
END_TEST

START_TEST(cells_can_be_skipped)
{
	static const struct { int skip; const char *seen; } cases[] = {
		{ 0, "a中e\xcc\x81z" }, { 1, "中e\xcc\x81z" }, { 2, " e\xcc\x81z" }, { 3, "e\xcc\x81z" }, { 4, "z" }, { 5, "" }, { 500, "" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		canvas_start(&canvas, 1, 8);
		canvas_text(&canvas, 0, 0, 8, STYLE_TEXT, "a中e\xcc\x81z", strlen("a中e\xcc\x81z"), cases[i].skip);
		row_is(0, cases[i].seen);
	}
	canvas_free(&canvas);
}
END_TEST

START_TEST(hostile_bytes_become_replacements)
{
	canvas_start(&canvas, 1, 20);
	ck_assert_int_eq(canvas_text(&canvas, 0, 0, 20, STYLE_TEXT, "a\033[1m\0\xff\xe2\x80\xae" "b", 10, 0), 8);
	row_is(0, "a�[1m���");
	canvas_free(&canvas);
}
END_TEST

START_TEST(drawing_over_half_a_wide_character_removes_the_other)
{
	for (int col = 0; col < 6; col++) {
		canvas_start(&canvas, 1, 6);
		canvas_put(&canvas, 0, 0, 6, STYLE_TEXT, "中文字");
		canvas_put(&canvas, 0, col, 1, STYLE_TEXT, "x");
		halves_are_pairs();
		canvas_put(&canvas, 0, 0, 6, STYLE_TEXT, "中文字");
		canvas_fill(&canvas, 0, col, 3, STYLE_TEXT, '-');
		halves_are_pairs();
		canvas_put(&canvas, 0, 0, 6, STYLE_TEXT, "中文字");
		canvas_put(&canvas, 0, col, 2, STYLE_TEXT, "字");
		halves_are_pairs();
	}
	canvas_free(&canvas);
}
END_TEST

START_TEST(a_row_is_written_as_far_as_there_is_room)
{
	char out[8];

	canvas_start(&canvas, 1, 8);
	canvas_put(&canvas, 0, 0, 8, STYLE_TEXT, "ab中文 d");
	canvas_row(&canvas, 0, out, sizeof(out));
	ck_assert_str_eq(out, "ab中");
	canvas_row(&canvas, 0, out, 3);
	ck_assert_str_eq(out, "ab");
	canvas_row(&canvas, 0, out, 1);
	ck_assert_str_eq(out, "");
	canvas_free(&canvas);
}
END_TEST

START_TEST(one_cell_is_a_canvas)
{
	canvas_start(&canvas, 1, 1);
	ck_assert_int_eq(canvas_put(&canvas, 0, 0, 1, STYLE_TEXT, "xyz"), 1);
	row_is(0, "x");
	ck_assert_int_eq(canvas_put(&canvas, 0, 0, 1, STYLE_TEXT, "中"), 0);
	canvas_put_right(&canvas, 0, 0, 1, STYLE_TEXT, "中");
	canvas_put_right(&canvas, 0, 0, 1, STYLE_TEXT, "yz");
	row_is(0, "y");
	canvas_free(&canvas);
}
END_TEST

/* The sanitizers watch. */
START_TEST(random_drawing_stays_inside)
{
	static const char *const texts[] = { "plain", "中文字", "e\xcc\x81\xcc\x81\xcc\x81", "\xff\033", "a中\xcc\x82", "" };

	srand(3);
	for (int i = 0; i < 3000; i++) {
		const char *text = texts[rand() % (int)ARRAY_LEN(texts)];
		int row = rand() % 5 - 1, col = rand() % 14 - 2, width = rand() % 14 - 2;
		canvas_start(&canvas, 1 + rand() % 3, 1 + rand() % 10);
		for (int k = 0; k < 3; k++) {
			int used = canvas_text(&canvas, row, col, width, STYLE_TEXT, text, strlen(text), rand() % 4);
			ck_assert(used >= 0 && (used == 0 || used <= width));
			canvas_put_right(&canvas, row, col, width, STYLE_TEXT, text);
			canvas_fill(&canvas, row, col + 1, width, STYLE_TEXT, '.');
		}
	}
	canvas_free(&canvas);
}
END_TEST

SUITE(canvas, text_stands_where_it_was_put, text_is_cut_at_its_width_and_at_the_border, what_is_outside_is_not_drawn,
      a_wide_character_needs_both_its_cells, a_combining_character_shares_the_cell, cells_can_be_skipped,
      hostile_bytes_become_replacements, drawing_over_half_a_wide_character_removes_the_other,
      a_row_is_written_as_far_as_there_is_room, one_cell_is_a_canvas, random_drawing_stays_inside)

/* chart_test.c - lines over time, compared as they are drawn. */
#include "chart.h"

#include <string.h>

#include "suite.h"
#include "vec.h"

#define MB (UINT64_C(1) << 20)

static struct canvas canvas;

static void expect_drawn(const struct chart *c, int rows, int cols, enum chart_glyphs glyphs, const char *want)
{
	char text[8192];
	size_t used = 0;

	canvas_start(&canvas, rows, cols);
	chart_draw(c, &canvas, 0, 0, rows, cols, glyphs);
	for (int row = 0; row < rows; row++) {
		canvas_row(&canvas, row, text + used, sizeof(text) - used - 1);
		used += strlen(text + used);
		strcpy(text + used++, "\n");
	}
	ck_assert_str_eq(text, want);
}

static const struct point climb[] = { { 0, 0 }, { 100, 100 * MB } };
static const struct point saw[] = { { 0, 10 * MB }, { 24, 40 * MB }, { 25, 10 * MB }, { 49, 40 * MB }, { 50, 10 * MB }, { 74, 40 * MB },
                                    { 75, 10 * MB }, { 99, 40 * MB } };
static const struct point flat[] = { { 0, 50 * MB }, { 100, 50 * MB } };

static struct chart one(const struct point *points, size_t count, enum chart_stroke stroke)
{
	return (struct chart){ .series = { { points, count, stroke, STYLE_ACCENT } }, .count = 1, .from_ns = 0, .to_ns = 100 };
}

START_TEST(a_climb_goes_from_corner_to_corner)
{
	struct chart c = one(climb, ARRAY_LEN(climb), STROKE_LINE);

	expect_drawn(&c, 4, 28, CHART_BRAILLE,
		"  100M ┤               ⢀⣀⠤⠒⠊\n"
		"       │          ⣀⡠⠤⠒⠉⠁\n"
		"       │     ⣀⠤⠔⠒⠉\n"
		"     0 ┤⢀⠤⠒⠊⠉\n");
	expect_drawn(&c, 3, 20, CHART_ASCII,
		"  100M +         ***\n"
		"       |   ******\n"
		"     0 + **\n");
	expect_drawn(&c, 3, 20, CHART_BLOCKS,
		"  100M ┤         ▂▄█\n"
		"       │    ▁▂▅▆████\n"
		"     0 ┤ ▃▅▇████████\n");
}
END_TEST

START_TEST(the_peak_is_the_largest_in_sight_and_stands_at_the_top)
{
	struct chart c = one(saw, ARRAY_LEN(saw), STROKE_LINE);

	ck_assert_uint_eq(chart_peak(&c), 40 * MB);
	c.from_ns = 200;
	c.to_ns = 300;
	ck_assert_uint_eq(chart_peak(&c), 0);
}
END_TEST

START_TEST(what_is_dotted_or_filled_differs_from_a_line_without_colours)
{
	struct chart c = one(flat, ARRAY_LEN(flat), STROKE_DOTS);

	expect_drawn(&c, 2, 14, CHART_BRAILLE, "   50M ┤⠁⠁⠁⠁⠁⠁\n     0 ┤\n");
	c.series[0].stroke = STROKE_AREA;
	expect_drawn(&c, 2, 14, CHART_BRAILLE, "   50M ┤⣿⣿⣿⣿⣿⣿\n     0 ┤⣿⣿⣿⣿⣿⣿\n");
	c.series[0].stroke = STROKE_LINE;
	expect_drawn(&c, 2, 14, CHART_BRAILLE, "   50M ┤⠉⠉⠉⠉⠉⠉\n     0 ┤\n");
}
END_TEST

START_TEST(a_line_begins_with_its_first_point)
{
	static const struct point late[] = { { 50, 10 * MB } };
	struct chart c = one(late, 1, STROKE_LINE);

	expect_drawn(&c, 2, 14, CHART_BRAILLE, "   10M ┤   ⠉⠉⠉\n     0 ┤\n");
}
END_TEST

START_TEST(nothing_is_no_line)
{
	static const struct point zero[] = { { 0, 0 }, { 100, 0 } };
	struct chart c = one(zero, 2, STROKE_LINE);

	expect_drawn(&c, 2, 14, CHART_BRAILLE, "     0 ┤\n     0 ┤\n");
	c.series[0].count = 0;
	expect_drawn(&c, 2, 14, CHART_BRAILLE, "     0 ┤\n     0 ┤\n");
}
END_TEST

/* The line comes from a point that is out of sight, and higher than all in sight. */
START_TEST(what_comes_from_above_stays_within_the_chart)
{
	static const struct point fall[] = { { 0, 1000 * MB }, { 80, 10 * MB }, { 100, 10 * MB } };
	struct chart c = one(fall, ARRAY_LEN(fall), STROKE_LINE);
	struct cell *above;

	c.from_ns = 40;
	for (int k = 0; k < 9; k++) {
		c.series[0].stroke = (enum chart_stroke)(k / 3);
		canvas_start(&canvas, 20, 20);
		chart_draw(&c, &canvas, 18, 0, 2, 20, (enum chart_glyphs)(k % 3));
		for (int i = 0; i < 18 * 20; i++) {
			above = canvas_at(&canvas, i / 20, i % 20);
			ck_assert_msg(above->point == ' ', "%d: row %d has U+%04X", k, i / 20, above->point);
		}
	}
	canvas_free(&canvas);
}
END_TEST

/* The sanitizers watch. */
START_TEST(every_size_can_be_drawn)
{
	static const struct point huge[] = { { 0, UINT64_MAX }, { 1, 0 }, { 1, UINT64_MAX / 2 }, { UINT64_MAX, 1 } };
	struct chart c = one(huge, ARRAY_LEN(huge), STROKE_LINE);

	c.to_ns = UINT64_MAX;
	for (int rows = 1; rows < 30; rows++)
		for (int cols = 1; cols < 100; cols += 3)
			for (int k = 0; k < 9; k++) {
				c.series[0].stroke = (enum chart_stroke)(k / 3);
				canvas_start(&canvas, rows, cols);
				chart_draw(&c, &canvas, 0, 0, rows, cols, (enum chart_glyphs)(k % 3));
			}
	canvas_start(&canvas, 4, 20);
	chart_draw(&c, &canvas, 2, 0, 4, 20, CHART_BRAILLE);
	canvas_free(&canvas);
}
END_TEST

SUITE(chart, a_climb_goes_from_corner_to_corner, the_peak_is_the_largest_in_sight_and_stands_at_the_top,
      what_is_dotted_or_filled_differs_from_a_line_without_colours, a_line_begins_with_its_first_point, nothing_is_no_line,
      what_comes_from_above_stays_within_the_chart, every_size_can_be_drawn)

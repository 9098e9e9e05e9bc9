/* plot_test.c - bands of bytes as paths: a byte is as high, and a nanosecond as long, as a unit of the picture. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plot.h"
#include "suite.h"

static struct plot made(size_t points, size_t bands)
{
	struct plot p;

	plot_init(&p, points, bands);
	p.top = 10;
	p.height = 90;
	p.highest = 80;
	p.span_ns = PLOT_WIDTH;
	for (size_t k = 0; k < bands; k++) {
		snprintf(p.band[k].name, sizeof(p.band[k].name), "<%zu>", k);
		p.band[k].colour = "#123456";
	}
	for (size_t i = 0; i < points; i++)
		p.at_ns[i] = 100 * i;
	return p;
}

static char *drawn(void (*draw)(FILE *out, const struct plot *p), const struct plot *p)
{
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	draw(out, p);
	fclose(out);
	return text;
}

#define BAND "<path class=\"band\" fill=\"#123456\" d=\""

START_TEST(a_band_stands_on_those_below_and_comes_and_goes_at_once)
{
	struct plot p = made(4, 2);
	char *text;
	static const uint64_t values[] = { 20, 0, 30, 10, 40, 20, 30, 0 };

	memcpy(p.values, values, sizeof(values));
	text = drawn(plot_bands, &p);
	ck_assert_msg(strstr(text, BAND "M70.0,80.0L170.0,70.0L270.0,60.0L370.0,60.0L370.0,70.0L720.0,70.0L720.0,100.0L370.0,100.0L270.0,100.0L170.0,100.0L70.0,100.0Z\""),
	              "%s", text);
	ck_assert_msg(strstr(text, BAND "M170.0,60.0L270.0,40.0L370.0,40.0L370.0,60.0L270.0,60.0L170.0,70.0Z\""), "%s", text);
	ck_assert_msg(strstr(text, "class=\"top\" d=\"M70.0,80.0L170.0,70.0L170.0,60.0L270.0,40.0L370.0,40.0L370.0,70.0L720.0,70.0\""), "%s", text);
	ck_assert_msg(strstr(text, "<title>&lt;1&gt;: 0</title>"), "%s", text);
	free(text);
	plot_free(&p);
}
END_TEST

START_TEST(a_band_that_was_away_meanwhile_has_two_parts)
{
	struct plot p = made(3, 1);
	char *text;

	p.values[0] = p.values[2] = 50;
	text = drawn(plot_bands, &p);
	ck_assert_msg(strstr(text, BAND "M70.0,50.0L170.0,50.0L170.0,100.0L70.0,100.0ZM270.0,50.0L720.0,50.0L720.0,100.0L270.0,100.0Z\""), "%s", text);
	free(text);
	plot_free(&p);
}
END_TEST

/* Also where some come while others go. */
START_TEST(no_stack_is_higher_than_the_highest_point)
{
	static const uint64_t values[] = { 70, 10, 0, 80, 50, 20, 60, 20 };
	struct plot p = made(4, 2);
	const char *at;
	char *text;
	double x, y;
	int n;

	memcpy(p.values, values, sizeof(values));
	text = drawn(plot_bands, &p);
	at = strstr(text, "class=\"top\" d=\"M") + strlen("class=\"top\" d=\"M");
	for (; sscanf(at, "%lf,%lf%n", &x, &y, &n) == 2; at += n + 1)
		ck_assert_msg(y >= plot_y(&p, p.highest), "%f at %f", y, x);
	free(text);
	plot_free(&p);
}
END_TEST

/* From the last point to the end it is longer than a tenth of the time. */
START_TEST(where_nobody_looked_for_long_all_is_pale)
{
	struct plot p = made(2, 1);
	char *text;

	p.values[0] = p.values[1] = 1;
	p.at_ns[1] = 60;
	text = drawn(plot_bands, &p);
	ck_assert_msg(strstr(text, "class=\"veil\" x=\"130.0\" y=\"10\" width=\"590.0\" height=\"90\""), "%s", text);
	ck_assert_ptr_null(strstr(strstr(text, "veil") + 1, "veil"));
	free(text);
	plot_free(&p);
}
END_TEST

static void draw_frame(FILE *out, const struct plot *p)
{
	plot_frame(out, p, PLOT_TIMES);
}

static void draw_legend(FILE *out, const struct plot *p)
{
	plot_legend(out, p, "peak");
}

START_TEST(a_plot_of_nothing_has_axes_and_no_legend)
{
	struct plot p = made(0, 0);
	char *frame, *legend, *bands;

	p.highest = 0;
	p.span_ns = 1;
	frame = drawn(draw_frame, &p);
	legend = drawn(draw_legend, &p);
	bands = drawn(plot_bands, &p);
	ck_assert_msg(strstr(frame, "class=\"base\" d=\"M70,100.0h650\""), "%s", frame);
	ck_assert_str_eq(legend, "");
	ck_assert_ptr_null(strstr(bands, "band"));
	ck_assert_ptr_null(strstr(frame, "nan"));
	free(frame);
	free(legend);
	free(bands);
	plot_free(&p);
}
END_TEST

START_TEST(what_came_after_the_end_is_at_the_end)
{
	struct plot p = made(1, 1);

	ck_assert(plot_x(&p, 10 * p.span_ns) == PLOT_LEFT + PLOT_WIDTH);
	plot_free(&p);
}
END_TEST

SUITE(plot, a_band_stands_on_those_below_and_comes_and_goes_at_once, a_band_that_was_away_meanwhile_has_two_parts, no_stack_is_higher_than_the_highest_point,
      where_nobody_looked_for_long_all_is_pale, a_plot_of_nothing_has_axes_and_no_legend, what_came_after_the_end_is_at_the_end)

/* header_test.c - the machine at the top of the screen. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "../table/made.h"
#include "shown.h"

static struct shown screen;

START_TEST(a_bar_shows_what_the_memory_is_used_for)
{
	made_desktop(&screen.sample);
	shown_start(&screen, 24, 80);
	shown_draw(&screen);
	shown_is(&screen, 0,
		" Mem  ██████████▓▓▓▒░░░░░░░····················  8.00G / 16.0G  avail 11.0G\n"
		"      █used 4.00G  ▓shared 1.00G  ▒kernel 512M  ░cache 2.50G\n"
		" Swap ███·······  512M / 2.00G    CPU 12.5%   load 0.41 0.32 0.30\n"
		" 5 tasks, 7 threads, 2 running   up 1d 03:46   pressure some 0.0% full 0.0%\n");
	shown_end(&screen);
}
END_TEST

START_TEST(the_parts_fill_the_bar_at_every_width)
{
	static const enum style parts[] = { STYLE_USED, STYLE_SHARED, STYLE_KERNEL, STYLE_CACHE, STYLE_FREE };

	made_desktop(&screen.sample);
	shown_start(&screen, 24, 80);
	for (int cols = 60; cols <= 300; cols++) {
		int col = 6;
		screen.ui.layout.cols = cols;
		shown_draw(&screen);
		for (size_t i = 0; i < ARRAY_LEN(parts); i++)
			while (canvas_at(&screen.ui.canvas, 0, col)->style == parts[i])
				col++;
		ck_assert_uint_eq(canvas_at(&screen.ui.canvas, 0, col)->point, ' ');
		ck_assert_int_ge(col, cols / 3);
	}
	shown_end(&screen);
}
END_TEST

START_TEST(an_unknown_machine_is_no_zero)
{
	char row[512];

	sample_init(&screen.sample);
	shown_start(&screen, 24, 140);
	shown_draw(&screen);
	canvas_row(&screen.ui.canvas, 0, row, sizeof(row));
	ck_assert_str_eq(row, " Mem  ?");
	canvas_row(&screen.ui.canvas, 1, row, sizeof(row));
	ck_assert_ptr_nonnull(strstr(row, "pressure ?"));
	canvas_row(&screen.ui.canvas, 2, row, sizeof(row));
	ck_assert_ptr_nonnull(strstr(row, "Swap ?"));
	ck_assert_ptr_nonnull(strstr(row, "load ?"));
	ck_assert_ptr_null(strstr(row, "0.0"));
	shown_end(&screen);
}
END_TEST

START_TEST(swap_may_be_none_unknown_or_compressed)
{
	struct machine *m = &screen.sample.machine;
	char row[512];

	made_machine(&screen.sample);
	shown_start(&screen, 24, 140);
	m->memory.bytes[MEM_SWAP_TOTAL] = m->memory.bytes[MEM_SWAP_FREE] = 0;
	m->has_zram = true;
	m->zram = (struct zram){ 96 * MB, 31 * MB };
	shown_draw(&screen);
	canvas_row(&screen.ui.canvas, 2, row, sizeof(row));
	ck_assert_ptr_nonnull(strstr(row, "Swap none"));
	ck_assert_ptr_nonnull(strstr(row, "zram 96M in 31M"));
	m->memory.bytes[MEM_SWAP_TOTAL] = 2 * GB;
	m->memory.known[MEM_SWAP_FREE] = false;
	shown_draw(&screen);
	canvas_row(&screen.ui.canvas, 2, row, sizeof(row));
	ck_assert_msg(!strstr(row, "2.00G / 2.00G"), "what is free is unknown, yet all of it is used: %s", row);
	shown_end(&screen);
}
END_TEST

START_TEST(little_memory_left_stands_out)
{
	made_desktop(&screen.sample);
	shown_start(&screen, 24, 80);
	screen.settings.set = TEXT_ASCII;
	shown_draw(&screen);
	ck_assert_uint_eq(shown_style(&screen, 0, "11.0G"), STYLE_STRONG);
	screen.sample.machine.memory.bytes[MEM_AVAILABLE] = GB;
	shown_draw(&screen);
	ck_assert_uint_eq(shown_style(&screen, 0, "1.00G"), STYLE_WRONG);
	shown_end(&screen);
}
END_TEST

START_TEST(pressure_is_drawn_over_time)
{
	static const double pressure[] = { 0, 0.1, 50, 100, 250 };
	char row[512];

	made_desktop(&screen.sample);
	shown_start(&screen, 24, 140);
	screen.sample.machine.pressure = (struct pressure){ 12.5, 3 };
	memcpy(screen.ui.pressure, pressure, sizeof(pressure));
	screen.ui.pressures = ARRAY_LEN(pressure);
	shown_draw(&screen);
	canvas_row(&screen.ui.canvas, 1, row, sizeof(row));
	ck_assert_ptr_nonnull(strstr(row, "some 12.5% full 3.0%  ▁▂▅██"));
	shown_end(&screen);
}
END_TEST

START_TEST(a_small_screen_keeps_the_memory)
{
	made_desktop(&screen.sample);
	shown_start(&screen, 6, 40);
	shown_draw(&screen);
	shown_is(&screen, 0, " Mem  8.00G / 16.0G  avail 11.0G\n");
	shown_end(&screen);
}
END_TEST

SUITE(header, a_bar_shows_what_the_memory_is_used_for, the_parts_fill_the_bar_at_every_width, an_unknown_machine_is_no_zero,
      swap_may_be_none_unknown_or_compressed, little_memory_left_stands_out, pressure_is_drawn_over_time,
      a_small_screen_keeps_the_memory)

/* header_test.c - the machine at the top of the screen. */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../table/made.h"
#include "meters.h"
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

START_TEST(inside_a_container_its_memory_comes_first_and_the_hosts_beside_it_recedes)
{
	made_container(&screen.sample, "/docker/" MADE_ID);
	shown_start(&screen, 24, 100);
	shown_draw(&screen);
	shown_is(&screen, 0,
		" Mem  ████████████▓▓▓▓▓▒▒▒░░░░···············  40M / 64M  avail 32M        (host 8.00G / 16.0G)\n"
		"      █used 20M  ▓shared 8.0M  ▒kernel 4.0M  ░cache 8.0M        pressure some 2.5% full 1.0%\n"
		" Swap ██······················  1.0M / 16M      CPU 40.0% of 1.5 CPUs   load 0.41 0.32 0.30 (host)\n"
		" 5 tasks, 7 threads   up 1d 03:46   limit of docker 479e1c2b3427, by memory.max\n");
	screen.settings.set = TEXT_ASCII;
	shown_draw(&screen);
	ck_assert_uint_eq(shown_style(&screen, 0, "40M"), STYLE_STRONG);
	ck_assert_uint_eq(shown_style(&screen, 0, "(host 8.00G"), STYLE_DIM);
	ck_assert_uint_eq(shown_style(&screen, 2, "0.41"), STYLE_DIM);
	shown_end(&screen);
}
END_TEST

START_TEST(where_lxcfs_hides_the_host_the_header_says_so)
{
	made_container(&screen.sample, "/");
	screen.sample.machine.confinement.lxcfs = LXCFS_MEMINFO;
	shown_start(&screen, 24, 100);
	shown_draw(&screen);
	shown_is(&screen, 0,
		" Mem  ████████████▓▓▓▓▓▒▒▒░░░░···············  40M / 64M  avail 32M        (host hidden: lxcfs)\n");
	shown_end(&screen);
}
END_TEST

START_TEST(a_small_screen_in_a_container_keeps_its_memory)
{
	made_container(&screen.sample, "/docker/" MADE_ID);
	shown_start(&screen, 24, 40);
	shown_draw(&screen);
	shown_is(&screen, 0, " Mem  40M / 64M\n");
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

/* As if the machine had been watched: the pressure, and so much CPU and memory with it. */
static void remember(const double *pressure, size_t n)
{
	struct sample s = screen.sample;

	for (size_t i = 0; i < n; i++) {
		s.machine.pressure.some = pressure[i];
		s.machine.figures.cpu = pressure[i];
		s.machine.figures.load[0] = pressure[i] / 25;
		s.machine.memory.bytes[MEM_AVAILABLE] = 16 * GB - (uint64_t)(pressure[i] / 100 * 16 * (double)GB);
		s.machine.memory.bytes[MEM_SWAP_FREE] = 2 * GB - (uint64_t)(pressure[i] / 100 * 2 * (double)GB);
		trace_take(&screen.ui.trace, &s);
	}
}

static const double climb[] = { 0, 0.1, 12, 30, 50, 66, 80, 100 };

START_TEST(pressure_is_drawn_over_time)
{
	static const double pressure[] = { 0, 0.1, 50, 100, 250 };
	char row[512];

	made_desktop(&screen.sample);
	shown_start(&screen, 24, 140);
	screen.sample.machine.pressure = (struct pressure){ .some = 12.5, .full = 3 };
	remember(pressure, ARRAY_LEN(pressure));
	shown_draw(&screen);
	canvas_row(&screen.ui.canvas, 1, row, sizeof(row));
	ck_assert_ptr_nonnull(strstr(row, "some 12.5% full 3.0%  ▁▂▅██"));
	shown_end(&screen);
}
END_TEST

static void plan(const char *text)
{
	struct err e;

	ck_assert_msg(plan_parse(text, &screen.ui.plan, &e), "%s", e.text);
}

/* A machine of which all is known. */
static void whole_machine(int rows, int cols)
{
	setenv("TZ", "UTC", 1);
	made_desktop(&screen.sample);
	screen.sample.machine.has_zram = true;
	screen.sample.machine.zram = (struct zram){ 96 * MB, 31 * MB };
	screen.sample.machine.has_events = true;
	screen.sample.kills = (struct kills_seen){ .is_known = true, .since_start = 2, .since_boot = 5 };
	shown_start(&screen, rows, cols);
	strcpy(screen.ui.trace.host, "web1");
	remember(climb, ARRAY_LEN(climb));
	screen.sample.machine.events = (struct machine_events){ .major_faults = 24, .swapped_in = 256 };
	screen.sample.boot_ns += 2 * SECOND;
	trace_take(&screen.ui.trace, &screen.sample);
}

/* Each in a line of 70 cells. */
static const struct {
	const char *item, *unicode, *ascii;
} looks[] = {
	{ "memory:text",    " Mem  8.00G / 16.0G  avail 11.0G", " Mem  8.00G / 16.0G  avail 11.0G" },
	{ "memory:bar",     " Mem  ████████▓▓▒░░░░░···············  8.00G / 16.0G  avail 11.0G",
	                    " Mem  ########%%=:::::...............  8.00G / 16.0G  avail 11.0G" },
	{ "memory:graph",   " Mem                        ▁▂▂▄▅▆▇█▄  8.00G / 16.0G  avail 11.0G",
	                    " Mem                        _..-=+*#-  8.00G / 16.0G  avail 11.0G" },
	{ "parts:text",     "      █used 4.00G  ▓shared 1.00G  ▒kernel 512M  ░cache 2.50G",
	                    "      #used 4.00G  %shared 1.00G  =kernel 512M  :cache 2.50G" },
	{ "swap:text",      " Swap 512M / 2.00G    zram 96M in 31M", " Swap 512M / 2.00G    zram 96M in 31M" },
	{ "swap:bar",       " Swap ███████···················  512M / 2.00G    zram 96M in 31M",
	                    " Swap #######...................  512M / 2.00G    zram 96M in 31M" },
	{ "swap:graph",     " Swap                  ▁▂▂▄▅▆▇█▃  512M / 2.00G    zram 96M in 31M",
	                    " Swap                  _..-=+*#:  512M / 2.00G    zram 96M in 31M" },
	{ "pressure:text",  " pressure some 0.0% full 0.0%  ▁▂▂▄▅▆▇█▁", " pressure some 0.0% full 0.0%  _..-=+*#_" },
	{ "pressure:bar",   " pressure ································  some 0.0% full 0.0%",
	                    " pressure ................................  some 0.0% full 0.0%" },
	{ "pressure:graph", " pressure                        ▁▂▂▄▅▆▇█▁  some 0.0% full 0.0%",
	                    " pressure                        _..-=+*#_  some 0.0% full 0.0%" },
	{ "cpu:text",       " CPU  12.5%", " CPU  12.5%" },
	{ "cpu:bar",        " CPU  ███████·············································  12.5%",
	                    " CPU  #######.............................................  12.5%" },
	{ "cpu:graph",      " CPU                                             ▁▂▂▄▅▆▇█▂  12.5%",
	                    " CPU                                             _..-=+*#.  12.5%" },
	{ "load:text",      " load 0.41 0.32 0.30", " load 0.41 0.32 0.30" },
	{ "load:bar",       " load ████·······································  0.41 0.32 0.30",
	                    " load ####.......................................  0.41 0.32 0.30" },
	{ "load:graph",     " load                                   ▁▂▂▄▅▆▇█▂  0.41 0.32 0.30",
	                    " load                                   _..-=+*#.  0.41 0.32 0.30" },
	{ "tasks:text",     " 5 tasks, 7 threads, 2 running", " 5 tasks, 7 threads, 2 running" },
	{ "uptime:text",    " up 1d 03:46", " up 1d 03:46" },
	{ "host:text",      " host web1", " host web1" },
	{ "container:text", "", "" },
	{ "clock:text",     " 22:13:20", " 22:13:20" },
	{ "oom:text",       " 2 OOM kills, 5 since boot", " 2 OOM kills, 5 since boot" },
	{ "faults:text",    " faults 12/s, swap in 512K/s", " faults 12/s, swap in 512K/s" },
};

static bool has_look(const struct meter *m, enum meter_style style)
{
	char item[64];

	snprintf(item, sizeof(item), "%s:%s", m->id, meter_style_name(style));
	for (size_t i = 0; i < ARRAY_LEN(looks); i++)
		if (strcmp(looks[i].item, item) == 0)
			return true;
	return false;
}

START_TEST(every_meter_has_a_look_in_each_of_its_styles)
{
	char row[512];

	whole_machine(24, 70);
	for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
		plan(looks[i].item);
		screen.settings.set = TEXT_UNICODE;
		shown_draw(&screen);
		canvas_row(&screen.ui.canvas, 0, row, sizeof(row));
		ck_assert_str_eq(row, looks[i].unicode);
		screen.settings.set = TEXT_ASCII;
		shown_draw(&screen);
		canvas_row(&screen.ui.canvas, 0, row, sizeof(row));
		ck_assert_str_eq(row, looks[i].ascii);
	}
	for (size_t i = 0; meter_at(i); i++)
		for (enum meter_style s = METER_TEXT; s < METER_STYLES; s++)
			ck_assert_msg(has_look(meter_at(i), s) == meter_has(meter_at(i), s), "%s as %s", meter_at(i)->id, meter_style_name(s));
	shown_end(&screen);
}
END_TEST

/* Rows of the header of this plan, compared. */
static void is_shown(int rows, int cols, const char *text, const char *want)
{
	screen.ui.layout.rows = rows;
	screen.ui.layout.cols = cols;
	plan(text);
	shown_draw(&screen);
	shown_is(&screen, 0, want);
}

START_TEST(bars_and_graphs_of_a_line_share_what_is_left)
{
	whole_machine(24, 80);
	is_shown(24, 80, "cpu:bar load:bar / memory:graph cpu:graph / memory:bar cpu",
		" CPU  ██·················  12.5%   load ██·················  0.41 0.32 0.30\n"
		" Mem       ▁▂▂▄▅▆▇█▄  8.00G / 16.0G  avail 11.0G   CPU     ▁▂▂▄▅▆▇█▂  12.5%\n"
		" Mem  █████████▓▓▒░░░░░·················  8.00G / 16.0G  avail 11.0G   CPU 12.5%\n");
	shown_end(&screen);
}
END_TEST

START_TEST(a_bar_without_room_is_text)
{
	whole_machine(24, 40);
	is_shown(24, 40, "memory:bar / cpu:bar pressure:graph / swap:bar cpu",
		" Mem  8.00G / 16.0G  avail 11.0G\n"
		" CPU  12.5%   pressure 0.0/0.0%  ▂▄▅▆▇█▁\n"
		" Swap 512M / 2.00G    CPU 12.5%\n");
	shown_end(&screen);
}
END_TEST

START_TEST(what_does_not_fit_goes_on_in_a_later_line_or_is_made_short)
{
	whole_machine(24, 80);
	is_shown(24, 100, "memory / parts pressure / swap cpu load / tasks uptime",
		" Mem  ███████████████▓▓▓▓▒▒░░░░░░░░░░······························  8.00G / 16.0G  avail 11.0G\n"
		"      █used 4.00G  ▓shared 1.00G  ▒kernel 512M  ░cache 2.50G    pressure some 0.0% full 0.0%  ▄▅▆▇█▁\n"
		" Swap ██████··················  512M / 2.00G    zram 96M in 31M   CPU 12.5%   load 0.41 0.32 0.30\n"
		" 5 tasks, 7 threads, 2 running   up 1d 03:46\n");
	is_shown(24, 60, "memory / parts pressure / swap cpu load / tasks uptime",
		" Mem  █████▓▓░░░░··········  8.00G / 16.0G  avail 11.0G\n"
		" █used 4.00G ▓shared 1.00G ░cache 2.50G   pressure 0.0/0.0%\n"
		" Swap ██·······  512M / 2.00G    zram 96M in 31M   CPU 12.5%\n"
		" 5 tasks, 7 threads, 2 running   up 1d 03:46   load 0.41\n");
	is_shown(24, 40, "memory / parts pressure / swap cpu load / tasks uptime",
		" Mem  8.00G / 16.0G  avail 11.0G\n"
		" █used 4.00G ▓shared 1.00G ░cache 2.50G\n"
		" Swap 512M / 2.00G    pressure 0.0/0.0%\n"
		" 5 tasks, 2 running   CPU 12.5%\n");
	is_shown(24, 20, "memory / parts pressure / swap cpu load / tasks uptime",
		" Mem  8.00G / 16.0G\n"
		" pressure 0.0/0.0%\n"
		" Swap 512M / 2.00G\n"
		" 5 tasks, 2 running\n");
	shown_end(&screen);
}
END_TEST

START_TEST(what_is_not_known_is_no_zero_and_no_kills_are_nothing)
{
	whole_machine(24, 80);
	screen.ui.trace = (struct trace){ .cpus = 0 };
	screen.sample.machine.has_figures = false;
	screen.sample.kills.is_known = false;
	is_shown(24, 80, "host faults oom / load:bar cpu:graph / tasks uptime",
		" host ?   faults ?   OOM kills ?\n"
		" load ?   CPU    ?%\n"
		" 5 tasks, 7 threads   up ?\n");
	screen.sample.kills = (struct kills_seen){ .is_known = true };
	screen.ui.trace.has_rates = true;
	is_shown(24, 80, "oom / faults", "\n faults 0/s\n");
	screen.ui.trace.faults = 0.2;
	screen.sample.kills.since_boot = 1;
	is_shown(24, 80, "oom / faults", " 1 OOM kill since boot\n faults <1/s\n");
	shown_end(&screen);
}
END_TEST

START_TEST(the_name_of_a_machine_is_foreign)
{
	whole_machine(24, 80);
	strcpy(screen.ui.trace.host, "we\x1b[2Jb\xff\xe6\x97\xa5");
	is_shown(24, 80, "host cpu", " host we\xef\xbf\xbd[2Jb\xef\xbf\xbd\xe6\x97\xa5   CPU 12.5%\n");
	screen.settings.set = TEXT_ASCII;
	is_shown(24, 80, "host cpu", " host we?[2Jb??   CPU 12.5%\n");
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

SUITE(header, where_lxcfs_hides_the_host_the_header_says_so, inside_a_container_its_memory_comes_first_and_the_hosts_beside_it_recedes, a_small_screen_in_a_container_keeps_its_memory,
      a_bar_shows_what_the_memory_is_used_for, the_parts_fill_the_bar_at_every_width, an_unknown_machine_is_no_zero,
      swap_may_be_none_unknown_or_compressed, little_memory_left_stands_out, pressure_is_drawn_over_time,
      every_meter_has_a_look_in_each_of_its_styles, bars_and_graphs_of_a_line_share_what_is_left, a_bar_without_room_is_text,
      what_does_not_fit_goes_on_in_a_later_line_or_is_made_short,
      what_is_not_known_is_no_zero_and_no_kills_are_nothing, the_name_of_a_machine_is_foreign, a_small_screen_keeps_the_memory)

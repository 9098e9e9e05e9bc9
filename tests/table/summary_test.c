/* summary_test.c - the machine in a few lines. */
#include "suite.h"

#include "made.h"
#include "summary.h"

static struct sample seen;

static void says(size_t line, const char *text)
{
	char out[SUMMARY_ROOM];

	ck_assert(summary_line(out, sizeof(out), line, &seen));
	ck_assert_str_eq(out, text);
}

START_TEST(a_known_machine_has_four_lines)
{
	made_machine(&seen);
	seen.machine.pressure = (struct pressure){ .some = 1.25, .full = 0.5 };
	says(0, "Mem 8.00G of 16.0G: used 4.00G, shared 1.00G, kernel 512M, cache 2.50G, free 8.00G; available 11.0G");
	says(1, "Swap 512M of 2.00G  memory pressure: some 1.2%, full 0.5%");
	says(2, "CPU 12.5%  load 0.41 0.32 0.30");
	says(3, "5 tasks, 7 threads, 2 running  up 1d 03:46");
	sample_free(&seen);
}
END_TEST

START_TEST(an_unknown_machine_says_so)
{
	char out[SUMMARY_ROOM];

	sample_init(&seen);
	ck_assert(!summary_line(out, sizeof(out), 0, &seen));
	ck_assert_str_eq(out, "");
	says(1, "Swap ?");
	ck_assert(!summary_line(out, sizeof(out), 2, &seen));
	says(3, "0 tasks, 0 threads");
	sample_free(&seen);
}
END_TEST

START_TEST(swap_may_be_none_full_or_compressed)
{
	struct machine *m = &seen.machine;

	made_machine(&seen);
	m->has_pressure = false;
	m->memory.bytes[MEM_SWAP_FREE] = 0;
	says(1, "Swap 2.00G of 2.00G");
	m->memory.bytes[MEM_SWAP_FREE] = 2 * GB;
	says(1, "Swap 0 of 2.00G");
	m->memory.bytes[MEM_SWAP_TOTAL] = m->memory.bytes[MEM_SWAP_FREE] = 0;
	says(1, "Swap none");
	m->has_zram = true;
	m->zram = (struct zram){ 96 * MB, 31 * MB };
	m->memory.known[MEM_ZSWAPPED] = m->memory.known[MEM_ZSWAP] = true;
	m->memory.bytes[MEM_ZSWAPPED] = 20 * MB;
	m->memory.bytes[MEM_ZSWAP] = 5 * MB;
	says(1, "Swap none  zram 96M in 31M  zswap 20M in 5.0M");
	sample_free(&seen);
}
END_TEST

START_TEST(an_unknown_figure_is_never_a_zero)
{
	made_machine(&seen);
	seen.machine.has_pressure = false;
	seen.machine.figures.has_cpu = false;
	says(2, "CPU ?  load 0.41 0.32 0.30");
	seen.machine.memory.known[MEM_AVAILABLE] = false;
	says(0, "Mem 8.00G of 16.0G: used 4.00G, shared 1.00G, kernel 512M, cache 2.50G, free 8.00G");
	seen.machine.memory.known[MEM_SWAP_FREE] = false;
	seen.machine.memory.bytes[MEM_SWAP_FREE] = 0;
	says(1, "Swap ? of 2.00G");
	sample_free(&seen);
}
END_TEST

START_TEST(hidden_and_unreadable_processes_are_told)
{
	made_machine(&seen);
	seen.machine.has_figures = false;
	seen.machine.unreadable = 3;
	seen.machine.others_hidden = true;
	says(3, "5 tasks, 7 threads, 3 unreadable, others hidden (hidepid)");
	sample_free(&seen);
}
END_TEST

START_TEST(inside_a_container_its_limit_counts_and_the_host_is_told_beside_it)
{
	struct confinement *c = &seen.machine.confinement;

	made_container(&seen, "/docker/" MADE_ID);
	says(0, "Mem 40M of 64M: used 20M, shared 8.0M, kernel 4.0M, cache 8.0M, free 24M; available 32M");
	says(1, "Swap 1.0M of 16M  memory pressure: some 2.5%, full 1.0%");
	says(2, "CPU 40.0% of 1.5 CPUs  load of the host 0.41 0.32 0.30");
	says(3, "5 tasks, 7 threads  up 1d 03:46");
	says(4, "limit of docker 479e1c2b3427, by memory.max; host 8.00G of 16.0G, available 11.0G");
	c->is_least = true;
	c->version = CGROUP_V1;
	c->cpus = 0;
	says(0, "Mem >= 40M of 64M: used 20M, shared 8.0M, kernel 4.0M, cache 8.0M, free 24M; available 32M");
	says(2, "CPU 12.5% of the host  load of the host 0.41 0.32 0.30");
	says(4, "limit of a control group above, by hierarchical_memory_limit; host 8.00G of 16.0G, available 11.0G");
	sample_free(&seen);
}
END_TEST

START_TEST(a_limit_has_the_name_of_its_group)
{
	made_container(&seen, "/");
	says(4, "limit of our control group, by memory.max; host 8.00G of 16.0G, available 11.0G");
	sample_free(&seen);
	made_container(&seen, "/we\x1b[2Jb/x");
	seen.machine.memory.known[MEM_AVAILABLE] = false;
	seen.machine.confinement.version = CGROUP_V1;
	says(4, "limit of /we?[2Jb/x, by memory.limit_in_bytes; host 8.00G of 16.0G");
	sample_free(&seen);
}
END_TEST

START_TEST(what_lxcfs_says_of_the_container_is_said_to_be_its)
{
	char out[SUMMARY_ROOM];

	made_machine(&seen);
	ck_assert(!summary_line(out, sizeof(out), 4, &seen));
	seen.machine.confinement = (struct confinement){ .is_inside = true, .lxcfs = LXCFS_MEMINFO | LXCFS_STAT | LXCFS_LOADAVG };
	says(2, "CPU 12.5%  load 0.41 0.32 0.30");
	says(3, "5 tasks, 7 threads  up 1d 03:46");
	says(4, "meminfo of lxcfs");
	sample_free(&seen);
	made_container(&seen, "/");
	seen.machine.confinement.lxcfs = LXCFS_MEMINFO;
	says(4, "limit of our control group, by memory.max; host hidden by lxcfs");
	sample_free(&seen);
}
END_TEST

START_TEST(uptimes_grow_from_minutes_to_days)
{
	static const struct { uint64_t seconds; const char *text; } cases[] = {
		{ 0, "00:00" }, { 59, "00:00" }, { 60, "00:01" }, { 86399, "23:59" }, { 86400, "1d 00:00" }, { 273120, "3d 03:52" },
	};
	char out[32];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ck_assert_uint_eq(summary_uptime(out, sizeof(out), cases[i].seconds * SECOND), strlen(cases[i].text));
		ck_assert_str_eq(out, cases[i].text);
	}
}
END_TEST

START_TEST(a_line_is_cut_where_the_room_ends)
{
	char out[SUMMARY_ROOM], whole[SUMMARY_ROOM];

	made_container(&seen, "/docker/" MADE_ID);
	for (size_t line = 0; line < SUMMARY_LINES; line++) {
		summary_line(whole, sizeof(whole), line, &seen);
		for (size_t room = 1; room <= strlen(whole); room++) {
			summary_line(out, room, line, &seen);
			ck_assert_uint_eq(strlen(out), room - 1);
			ck_assert(strncmp(out, whole, room - 1) == 0);
		}
	}
	sample_free(&seen);
}
END_TEST

SUITE(summary, a_known_machine_has_four_lines, an_unknown_machine_says_so, swap_may_be_none_full_or_compressed,
      an_unknown_figure_is_never_a_zero, hidden_and_unreadable_processes_are_told, uptimes_grow_from_minutes_to_days,
      inside_a_container_its_limit_counts_and_the_host_is_told_beside_it, a_limit_has_the_name_of_its_group,
      what_lxcfs_says_of_the_container_is_said_to_be_its, a_line_is_cut_where_the_room_ends)

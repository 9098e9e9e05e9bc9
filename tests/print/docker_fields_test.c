/* docker_fields_test.c - formulas and units, with what docker stats said of the same figures. */
#include "docker_fields.h"

#include <string.h>

#include "suite.h"

#define KIB(n) ((uint64_t)(n) << 10)
#define MIB(n) ((uint64_t)(n) << 20)
#define MACHINE KIB(24684092)

static const char *field(const char *name, const struct docker_row *r, bool whole_ids)
{
	static char text[DOCKER_CELL];
	const struct docker_field *f = docker_field_find(name, strlen(name));
	struct docker_style s = { whole_ids, TEXT_UNICODE };

	ck_assert_msg(f != NULL, "%s", name);
	ck_assert_uint_eq(f->write(r, &s, text, sizeof(text)), strlen(text));
	return text;
}

#define says(name, row, want) ck_assert_str_eq(field(name, row, false), want)

START_TEST(memory_has_four_digits_of_1024_and_all_else_three_of_1000)
{
	static const struct { double bytes; const char *memory, *size; } cases[] = {
		{ 0, "0B", "0B" }, { 7, "7B", "7B" }, { 822, "822B", "822B" }, { 999, "999B", "999B" }, { 1000, "1000B", "1kB" },
		{ 1023, "1023B", "1.02kB" }, { 1024, "1KiB", "1.02kB" }, { 1040, "1.016KiB", "1.04kB" }, { 360448, "352KiB", "360kB" },
		{ 13471744, "12.85MiB", "13.5MB" }, { 67108864, "64MiB", "67.1MB" }, { 25276510208, "23.54GiB", "25.3GB" },
		{ 999600, "976.2KiB", "1e+03kB" }, { 1048575, "1024KiB", "1.05MB" }, { 18446744073709551615.0, "16EiB", "18.4EB" },
	};
	char text[64];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		docker_memory(text, sizeof(text), cases[i].bytes);
		ck_assert_str_eq(text, cases[i].memory);
		docker_size(text, sizeof(text), cases[i].bytes);
		ck_assert_str_eq(text, cases[i].size);
	}
}
END_TEST

/* 100 MB of a file had been read in it, then 10 MB allocated. */
START_TEST(file_cache_that_nobody_used_of_late_is_no_memory_in_use)
{
	struct box box = { .have = BOX_HAS_CHARGE | BOX_HAS_LIMIT, .charge = 102600704, .inactive = 88813568, .limit = CGROUP_NO_LIMIT };
	struct docker_row row = { .box = &box, .memory = MACHINE };

	says("MemUsage", &row, "13.15MiB / 23.54GiB");
	says("MemPerc", &row, "0.05%");
	box.inactive = box.charge;
	says("MemUsage", &row, "97.85MiB / 23.54GiB");
}
END_TEST

START_TEST(the_limit_is_its_own_or_the_machine)
{
	struct box box = { .have = BOX_HAS_CHARGE | BOX_HAS_LIMIT, .charge = 42364928, .limit = MIB(64) };
	struct docker_row row = { .box = &box, .memory = MACHINE };

	says("MemUsage", &row, "40.4MiB / 64MiB");
	says("MemPerc", &row, "63.13%");
	box.limit = MIB(1 << 20);
	says("MemUsage", &row, "40.4MiB / 23.54GiB");
	row.memory = 0;
	says("MemUsage", &row, "40.4MiB / 1TiB");
	box.limit = CGROUP_NO_LIMIT;
	says("MemUsage", &row, "40.4MiB / --");
	says("MemPerc", &row, "--");
	box.limit = 0;
	says("MemPerc", &row, "0.00%");
}
END_TEST

START_TEST(what_moved_stands_in_pairs)
{
	struct box box = { .have = BOX_HAS_NET | BOX_HAS_IO | BOX_HAS_PIDS | BOX_HAS_CPU, .net = { 822, 0 }, .read = 104857600, .written = 4096,
	                   .pids = 17, .cpu = 49.284 };
	struct docker_row row = { .box = &box };

	says("NetIO", &row, "822B / 0B");
	says("BlockIO", &row, "105MB / 4.1kB");
	says("PIDs", &row, "17");
	says("CPUPerc", &row, "49.28%");
}
END_TEST

START_TEST(ids_are_short_unless_they_are_asked_for)
{
	static const char id[] = "92c5be59093f00112233445566778899aabbccddeeff00112233445566778899";
	struct docker_row row = { .id = id, .name = "nolimit" };

	says("ID", &row, "92c5be59093f");
	says("Container", &row, "92c5be59093f");
	says("Name", &row, "nolimit");
	ck_assert_str_eq(field("ID", &row, true), id);
	ck_assert_str_eq(field("Container", &row, true), "92c5be59093f");
	row.asked = "92c5be59";
	says("Container", &row, "92c5be59");
	row.asked = "no";
	says("Container", &row, "no");
	says("ID", &row, "92c5be59093f");
}
END_TEST

/* Of one that its engine says is stopped, all is known. */
START_TEST(what_is_not_known_is_two_dashes_and_what_is_stopped_has_nothing)
{
	static const struct { const char *field, *unknown, *stopped; } cases[] = {
		{ "Name", "--", "--" }, { "ID", "--", "--" }, { "CPUPerc", "--", "0.00%" }, { "MemUsage", "-- / --", "0B / 0B" },
		{ "MemPerc", "--", "0.00%" }, { "NetIO", "--", "0B / 0B" }, { "BlockIO", "--", "0B / 0B" }, { "PIDs", "--", "0" },
	};
	struct box box = { .have = 0 };
	struct docker_row gone = { .memory = MACHINE }, unread = { .box = &box, .memory = MACHINE }, stopped = { .is_stopped = true };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		says(cases[i].field, &gone, cases[i].unknown);
		says(cases[i].field, &unread, cases[i].unknown);
		says(cases[i].field, &stopped, cases[i].stopped);
	}
}
END_TEST

START_TEST(hostile_names_reach_no_terminal)
{
	struct docker_row row = { .name = "a\033[2J\tb\n" };

	says("Name", &row, "a\357\277\275[2J\357\277\275b\357\277\275");
	ck_assert_ptr_null(docker_field_find("Foo", 3));
	ck_assert_ptr_null(docker_field_find("PID", 3));
}
END_TEST

SUITE(docker_fields, memory_has_four_digits_of_1024_and_all_else_three_of_1000, file_cache_that_nobody_used_of_late_is_no_memory_in_use,
      the_limit_is_its_own_or_the_machine, what_moved_stands_in_pairs, ids_are_short_unless_they_are_asked_for,
      what_is_not_known_is_two_dashes_and_what_is_stopped_has_nothing, hostile_names_reach_no_terminal)

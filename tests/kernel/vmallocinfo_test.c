/* vmallocinfo_test.c - areas of the kernel's address space, line by line. */
#include "vmallocinfo.h"

#include "base/exact.h"
#include "scan_text.h"
#include "suite.h"

static const char stack[] = "0x000000000db69a10-0x000000002abd3a68   20480 kernel_clone+0x94/0x3e0 pages=4 vmalloc N0=4";
static const char module[] = "0xffffffffc0000000-0xffffffffc0005000   20480 load_module+0x94/0x3e0 [some mod] pages=3 vmalloc";
static const char device[] = "0x0000000077781ff1-0x000000003ed13a40    8192 acpi_os_map_iomem+0x1bc/0x1e0 phys=0x00000000000a0000 ioremap";

START_TEST(an_area_takes_its_own_pages_and_names_who_asked_for_it)
{
	struct vmalloc_area a;

	ck_assert(vmalloc_parse(stack, sizeof(stack) - 1, &a));
	ck_assert_uint_eq(a.bytes, 4 * kernel_page());
	ck_assert(a.is_stack);
	ck_assert_uint_eq(a.caller_length, strlen("kernel_clone"));
	ck_assert_int_eq(memcmp(a.caller, "kernel_clone", a.caller_length), 0);
	ck_assert(vmalloc_parse(module, sizeof(module) - 1, &a));
	ck_assert_uint_eq(a.bytes, 3 * kernel_page());
	ck_assert(!a.is_stack);
}
END_TEST

START_TEST(what_is_mapped_of_a_device_takes_no_memory)
{
	struct vmalloc_area a;

	ck_assert(vmalloc_parse(device, sizeof(device) - 1, &a));
	ck_assert_uint_eq(a.bytes, 0);
}
END_TEST

START_TEST(other_lines_are_none)
{
	static const char *const others[] = { "", "x", "0x", "0x1-0x2", "0x1-0x2 ", "0x1-0x2 x", "0x1-0x2 4096", "0x1-0x2 4096 ",
	                                      "0x1-0x2 4096 f+0x1/0x2 pages=18446744073709551615" };
	struct vmalloc_area a;

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		char *copy = exact_copy(others[i], strlen(others[i]));
		ck_assert_msg(!vmalloc_parse(copy, strlen(others[i]), &a), "taken for an area: %s", others[i]);
		exact_free(copy);
	}
}
END_TEST

static void show(const char *text, size_t length)
{
	struct vmalloc_area a;

	vmalloc_parse(text, length, &a);
}

START_TEST(a_cut_line_is_not_read_beyond_its_end)
{
	exact_beginnings(stack, sizeof(stack) - 1, show);
	exact_beginnings(device, sizeof(device) - 1, show);
}
END_TEST

SUITE(vmallocinfo, an_area_takes_its_own_pages_and_names_who_asked_for_it, what_is_mapped_of_a_device_takes_no_memory,
      other_lines_are_none, a_cut_line_is_not_read_beyond_its_end)

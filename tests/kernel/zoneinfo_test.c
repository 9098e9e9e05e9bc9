/* zoneinfo_test.c - zones of the memory, and what CPUs keep of them. */
#include "zoneinfo.h"

#include "base/exact.h"
#include "suite.h"
#include "vec.h"

static const char two[] =
	"Node 0, zone      DMA\n"
	"  per-node stats\n"
	"      nr_inactive_anon 26878\n"
	"  pages free     3840\n"
	"        boost    0\n"
	"        managed  3840\n"
	"  pagesets\n"
	"    cpu: 0\n"
	"              count:    0\n"
	"              high:     0\n"
	"Node 1, zone   Normal\n"
	"  pages free     1000\n"
	"        managed  9000\n"
	"  pagesets\n"
	"    cpu: 0\n"
	"              count:    63\n"
	"    cpu: 1\n"
	"              count:    100\n"
	"  node_unreclaimable:  0\n";

START_TEST(each_zone_tells_what_is_free_and_what_cpus_keep)
{
	struct text_at t = { two, two + sizeof(two) - 1 };
	struct zone z;

	ck_assert(zone_next(&t, &z));
	ck_assert_uint_eq(z.node, 0);
	ck_assert_uint_eq(z.free, 3840 * kernel_page());
	ck_assert_uint_eq(z.percpu, 0);
	ck_assert_uint_eq(z.name_length, 3);
	ck_assert(zone_next(&t, &z));
	ck_assert_uint_eq(z.node, 1);
	ck_assert_uint_eq(z.free, 1000 * kernel_page());
	ck_assert_uint_eq(z.managed, 9000 * kernel_page());
	ck_assert_uint_eq(z.percpu, 163 * kernel_page());
	ck_assert_int_eq(memcmp(z.name, "Normal", z.name_length), 0);
	ck_assert(!zone_next(&t, &z));
}
END_TEST

START_TEST(what_is_no_zone_is_passed_over)
{
	static const char *const others[] = { "", "\n\n", "Node x, zone y\n", "pages free 1\ncount: 2\n" };
	struct zone z;

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		struct text_at t = { others[i], others[i] + strlen(others[i]) };
		ck_assert_msg(!zone_next(&t, &z), "taken for a zone: %s", others[i]);
	}
}
END_TEST

static void show(const char *text, size_t length)
{
	struct text_at t = { text, text + length };
	struct zone z;

	while (zone_next(&t, &z))
		;
}

START_TEST(a_cut_text_is_not_read_beyond_its_end)
{
	exact_beginnings(two, sizeof(two) - 1, show);
}
END_TEST

SUITE(zoneinfo, each_zone_tells_what_is_free_and_what_cpus_keep, what_is_no_zone_is_passed_over, a_cut_text_is_not_read_beyond_its_end)

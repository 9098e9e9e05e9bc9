/* slabinfo_test.c - caches of the kernel, line by line. */
#include "slabinfo.h"

#include "base/exact.h"
#include "scan_text.h"
#include "suite.h"

static bool parse(const char *line, struct slab_cache *out)
{
	char *copy = exact_copy(line, strlen(line));
	bool ok = slab_parse(copy, strlen(line), out);

	/* The name points into it: only its length is looked at afterwards. */
	exact_free(copy);
	return ok;
}

static const char dentry[] =
	"dentry             90940  91434    192   21    1 : tunables    0    0    0 : slabdata   4354   4354      0";

START_TEST(a_cache_takes_all_pages_of_its_slabs)
{
	struct slab_cache c;

	ck_assert(parse(dentry, &c));
	ck_assert_uint_eq(c.name_length, strlen("dentry"));
	ck_assert_uint_eq(c.active, 90940);
	ck_assert_uint_eq(c.objects, 91434);
	ck_assert_uint_eq(c.object_bytes, 192);
	ck_assert_uint_eq(c.bytes, 4354 * kernel_page());
}
END_TEST

START_TEST(titles_and_other_lines_are_none)
{
	static const char *const others[] = {
		"", "slabinfo - version: 2.1", "# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables",
		"dentry 1 2 3 4", "dentry 1 2 3 4 5 : tunables 0 0 0", " 1 2 3 4 5 : tunables 0 0 0 : slabdata 1 2 0",
		"x 1 2 3 4 18446744073709551615 : tunables 0 0 0 : slabdata 1 18446744073709551615 0",
	};
	struct slab_cache c;

	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		ck_assert_msg(!parse(others[i], &c), "taken for a cache: %s", others[i]);
}
END_TEST

static void show(const char *text, size_t length)
{
	struct slab_cache c;

	slab_parse(text, length, &c);
}

START_TEST(a_cut_line_is_not_read_beyond_its_end)
{
	exact_beginnings(dentry, sizeof(dentry) - 1, show);
}
END_TEST

SUITE(slabinfo, a_cache_takes_all_pages_of_its_slabs, titles_and_other_lines_are_none, a_cut_line_is_not_read_beyond_its_end)

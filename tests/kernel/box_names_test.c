/* box_names_test.c - containers that are asked for, and what was found. */
#include "box_names.h"

#include "kernel/asked.h"

START_TEST(each_is_asked_for_once_and_found_by_its_id)
{
	struct box_names b;

	ask_two(&b);
	ck_assert_uint_eq(b.list.count, 2);
	ck_assert_str_eq(box_names_find(&b, ID_A, BOX_ID)->id, ID_A);
	ck_assert_ptr_null(box_names_find(&b, ID_C, BOX_ID));
	ck_assert_ptr_null(box_names_find(&b, ID_A, 12));
	box_names_free(&b);
}
END_TEST

START_TEST(the_path_tells_whose_engine_runs_it)
{
	static const struct { const char *path; uid_t owner; } cases[] = {
		{ "/user.slice/user-1000.slice/user@1000.service/user.slice/docker-" ID_A ".scope", 1000 },
		{ "/system.slice/docker-" ID_A ".scope", 0 }, { "/docker/" ID_A, 0 }, { "/user.slice/user-x.slice/docker-" ID_A ".scope", 0 },
		{ "/user.slice/user-99999999999.slice/docker-" ID_A ".scope", 0 }, { "/x/user.slice/user-1000.slice/" ID_A, 0 }, { "/user.slice/user-7", 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct box_names b;
		box_names_init(&b);
		box_names_ask_at(&b, ID_A, cases[i].path);
		ck_assert_msg(box_names_find(&b, ID_A, BOX_ID)->owner == cases[i].owner, "%s", cases[i].path);
		box_names_free(&b);
	}
}
END_TEST

START_TEST(the_first_who_tells_a_name_is_believed)
{
	struct box_names b;
	struct box_name *n;

	ask_two(&b);
	n = box_names_find(&b, ID_A, BOX_ID);
	box_name_set(&b, &n->name, "", 0);
	ck_assert_str_eq(name_of_id(&b, ID_A), "(none)");
	box_name_set(&b, &n->name, "web", 3);
	box_name_set(&b, &n->name, "other", 5);
	ck_assert_str_eq(name_of_id(&b, ID_A), "web");
	ck_assert(box_names_lack(&b, BOX_NAME));
	n = box_names_find(&b, ID_B, BOX_ID);
	box_name_set(&b, &n->name, "db", 2);
	ck_assert(!box_names_lack(&b, BOX_NAME));
	ck_assert(box_names_lack(&b, BOX_IMAGE));
	box_names_free(&b);
}
END_TEST

START_TEST(a_name_of_any_length_is_cut)
{
	struct box_names b;
	struct box_name *n;
	char longer[1000];

	ask_two(&b);
	memset(longer, 'x', sizeof(longer));
	n = box_names_find(&b, ID_A, BOX_ID);
	box_name_set(&b, &n->name, longer, sizeof(longer));
	ck_assert_uint_eq(strlen(n->name), BOX_TEXT - 1);
	box_names_free(&b);
}
END_TEST

START_TEST(what_was_found_goes_from_one_process_to_another)
{
	struct box_names from, to;
	struct box_name *n;
	struct vec bytes;

	ask_two(&from);
	ask_two(&to);
	vec_init(&bytes, 1);
	n = box_names_find(&from, ID_B, BOX_ID);
	box_name_set(&from, &n->name, "db", 2);
	box_names_write(&from, &bytes);
	box_names_read(&to, bytes.data, bytes.count);
	ck_assert_str_eq(name_of_id(&to, ID_A), "(none)");
	ck_assert_str_eq(name_of_id(&to, ID_B), "db");
	ck_assert_str_eq(image_of_id(&to, ID_B), "(none)");
	vec_free(&bytes);
	box_names_free(&from);
	box_names_free(&to);
}
END_TEST

START_TEST(what_is_cut_is_taken_as_far_as_it_is_whole)
{
	static const char bytes[] = ID_A "\0web\0bb:1\0" ID_C "\0none asked\0\0" ID_B "\0db\0half an ima";
	struct box_names b;

	ask_two(&b);
	box_names_read(&b, bytes, sizeof(bytes) - 1);
	ck_assert_str_eq(name_of_id(&b, ID_A), "web");
	ck_assert_str_eq(image_of_id(&b, ID_A), "bb:1");
	ck_assert_str_eq(name_of_id(&b, ID_B), "(none)");
	box_names_free(&b);
}
END_TEST

SUITE(box_names, each_is_asked_for_once_and_found_by_its_id, the_path_tells_whose_engine_runs_it, the_first_who_tells_a_name_is_believed, a_name_of_any_length_is_cut,
      what_was_found_goes_from_one_process_to_another, what_is_cut_is_taken_as_far_as_it_is_whole)

/* users_test.c - names of users, and numbers where there is no name. */
#include "users.h"

#include <stdio.h>

#include "suite.h"

#define NAMELESS 3999999999u

START_TEST(root_has_a_name_and_others_their_number)
{
	struct users u;

	users_init(&u);
	ck_assert_str_eq(user_name(users_get(&u, 0)), "root");
	ck_assert_str_eq(user_name(users_get(&u, NAMELESS)), "3999999999");
	ck_assert(!u.is_slow);
	users_free(&u);
}
END_TEST

START_TEST(a_user_stays_where_it_is_while_others_come)
{
	struct users u;
	const struct user *root, *nameless;
	char number[16];

	users_init(&u);
	nameless = users_get(&u, NAMELESS);
	root = users_get(&u, 0);
	for (unsigned i = 0; i < 200; i++) {
		uid_t uid = 3000000000u + i * 7919 % 200;
		snprintf(number, sizeof(number), "%u", uid);
		ck_assert_str_eq(user_name(users_get(&u, uid)), number);
	}
	ck_assert_ptr_eq(users_get(&u, 0), root);
	ck_assert_ptr_eq(users_get(&u, NAMELESS), nameless);
	ck_assert_str_eq(user_name(nameless), "3999999999");
	ck_assert_uint_eq(u.known.count, 202);
	users_free(&u);
}
END_TEST

/* Without patience every lookup counts as one that hangs. */
START_TEST(a_name_that_takes_long_is_a_number_until_it_comes)
{
	struct users u;
	const struct user *root, *nobody;

	users_init(&u);
	u.patience_ns = 0;
	root = users_get(&u, 0);
	nobody = users_get(&u, 65534);
	while (user_name(root)[0] == '0' || user_name(nobody)[0] == '6')
		users_look(&u);
	ck_assert_str_eq(user_name(root), "root");
	ck_assert_str_eq(user_name(nobody), "nobody");
	users_free(&u);
}
END_TEST

START_TEST(a_user_is_found_by_name_or_number)
{
	uid_t uid = 1;

	ck_assert(users_find("root", &uid));
	ck_assert_uint_eq(uid, 0);
	ck_assert(users_find("0", &uid));
	ck_assert_uint_eq(uid, 0);
	ck_assert(users_find("3999999999", &uid));
	ck_assert_uint_eq(uid, NAMELESS);
}
END_TEST

START_TEST(what_is_no_user_is_not_found)
{
	static const char *const nobodies[] = { "", "no such user", "12x", "-1", " 12", "4294967296", "99999999999999999999" };
	uid_t uid;

	for (size_t i = 0; i < ARRAY_LEN(nobodies); i++)
		ck_assert_msg(!users_find(nobodies[i], &uid), "\"%s\" was found", nobodies[i]);
}
END_TEST

SUITE(users, root_has_a_name_and_others_their_number, a_user_stays_where_it_is_while_others_come,
      a_name_that_takes_long_is_a_number_until_it_comes,
      a_user_is_found_by_name_or_number, what_is_no_user_is_not_found)

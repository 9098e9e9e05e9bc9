/* box_words_test.c - names of containers in arguments and in names of files. */
#include "box_words.h"

#include "kernel/asked.h"

#define PARSE(text, out) conmon_parse(text, sizeof(text) - 1, out)

START_TEST(conmon_is_told_the_id_the_name_and_where_it_is_kept)
{
	static const char text[] = "/usr/bin/conmon\0--api-version\0001\0-c\0" ID_A "\0-u\0" ID_A "\0-r\0/usr/bin/runc\0-b\0"
		"/var/lib/containers/storage/overlay-containers/" ID_A "/userdata\0-n\0web\0--exit-command\0/usr/bin/podman\0";
	struct conmon_words w;

	ck_assert(PARSE(text, &w));
	ck_assert_str_eq(w.id, ID_A);
	ck_assert_str_eq(w.name, "web");
	ck_assert_str_eq(w.bundle, "/var/lib/containers/storage/overlay-containers/" ID_A "/userdata");
}
END_TEST

START_TEST(options_may_be_words_and_what_is_not_there_is_not_told)
{
	struct conmon_words w;

	ck_assert(PARSE("conmon\0--name\0k8s_web\0--cid\0" ID_B "\0", &w));
	ck_assert_str_eq(w.name, "k8s_web");
	ck_assert_ptr_null(w.bundle);
}
END_TEST

START_TEST(a_command_line_that_is_cut_or_another_s_tells_nothing)
{
	struct conmon_words w;

	ck_assert(!PARSE("conmon\0-c\0" ID_A "\0-n\0we", &w));
	ck_assert(!PARSE("conmon\0-c\0abc\0-n\0web\0", &w));
	ck_assert(!PARSE("conmon\0-c\0" ID_A "\0-n\0\0", &w));
	ck_assert(!PARSE("conmon\0--\0-c\0" ID_A "\0-n\0web\0", &w));
	ck_assert(!PARSE("conmon\0-c", &w));
	ck_assert(!PARSE("", &w));
}
END_TEST

START_TEST(a_log_of_kubernetes_names_the_namespace_the_pod_and_the_container)
{
	struct box_names b;

	ask_two(&b);
	pod_log_take(&b, "web-7d9f_shop_nginx-proxy-" ID_A ".log");
	ck_assert_str_eq(name_of_id(&b, ID_A), "shop/web-7d9f/nginx-proxy");
	box_names_free(&b);
}
END_TEST

START_TEST(a_file_of_another_name_tells_nothing)
{
	static const char *const names[] = { "", ".log", ID_A ".log", "-" ID_A ".log", "_-" ID_A ".log", "a_b-" ID_A ".log", "a_b_-" ID_A ".log", "a__c-" ID_A ".log", "_b_c-" ID_A ".log", "a_b_c" ID_A ".log", "a_b_c-" ID_A ".gz",
	                                     "a_b_c-" ID_C ".log", "..", "a_b" };
	struct box_names b;

	ask_two(&b);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		pod_log_take(&b, names[i]);
	ck_assert_str_eq(name_of_id(&b, ID_A), "(none)");
	box_names_free(&b);
}
END_TEST

SUITE(box_words, conmon_is_told_the_id_the_name_and_where_it_is_kept, options_may_be_words_and_what_is_not_there_is_not_told,
      a_command_line_that_is_cut_or_another_s_tells_nothing, a_log_of_kubernetes_names_the_namespace_the_pod_and_the_container,
      a_file_of_another_name_tells_nothing)

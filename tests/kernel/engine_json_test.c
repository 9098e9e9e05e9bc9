/* engine_json_test.c - what engines say of their containers. */
#include "engine_json.h"

#include "kernel/asked.h"

static struct box_names b;

static void begin(void) { ask_two(&b); }
static void end(void) { box_names_free(&b); }

static bool answered(const char *text) { return engine_answer_parse(text, strlen(text), &b); }
static bool configured(const char *text) { return engine_config_parse(text, strlen(text), &b); }
static bool stored(const char *text) { return engine_storage_parse(text, strlen(text), &b); }

START_TEST(an_answer_names_those_that_are_asked_for)
{
	begin();
	ck_assert(answered("[{\"Id\":\"" ID_C "\",\"Names\":[\"/other\"]},{\"Id\":\"" ID_A "\",\"Names\":[\"/web\"],\"Image\":\"nginx:1.25\",\"Labels\":{}}]"));
	ck_assert_str_eq(name_of_id(&b, ID_A), "web");
	ck_assert_str_eq(image_of_id(&b, ID_A), "nginx:1.25");
	ck_assert_str_eq(name_of_id(&b, ID_B), "(none)");
	end();
}
END_TEST

START_TEST(what_others_call_a_container_is_not_its_name)
{
	begin();
	ck_assert(answered("[{\"Id\":\"" ID_A "\",\"Names\":[\"/front/back\",\"/db\"]}]"));
	ck_assert_str_eq(name_of_id(&b, ID_A), "db");
	end();
}
END_TEST

START_TEST(the_labels_of_the_kubelet_say_more_than_the_name)
{
	begin();
	ck_assert(answered("[{\"Id\":\"" ID_A "\",\"Names\":[\"/k8s_nginx_web_shop_98ce\"],\"Labels\":{\"io.kubernetes.container.name\":\"nginx\","
	                   "\"io.kubernetes.pod.name\":\"web\",\"io.kubernetes.pod.namespace\":\"shop\"}}]"));
	ck_assert_str_eq(name_of_id(&b, ID_A), "shop/web/nginx");
	end();
}
END_TEST

START_TEST(an_empty_answer_is_one)
{
	begin();
	ck_assert(answered("[]"));
	ck_assert(answered("[]\n"));
	end();
}
END_TEST

START_TEST(what_is_no_answer_tells_nothing_and_does_no_harm)
{
	static const char *const texts[] = {
		"", "garbage", "{\"message\":\"page not found\"}", "[", "[{\"Id\":\"" ID_A "\",\"Names\":[\"/web\"]}", "[1,null,[],\"" ID_A "\"]",
		"[{\"Id\":7}]", "[{\"Id\":\"" ID_A "\",\"Names\":{\"a\":1},\"Image\":[]}]", "[{\"Id\":\"" ID_A "\",\"Names\":[null,7,\"\",\"/\",\"/a/b\"]}]",
		"[{\"Id\":\"aaaaaaaaaaaa\",\"Names\":[\"/web\"]}]",
	};

	begin();
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		answered(texts[i]);
	ck_assert_str_eq(name_of_id(&b, ID_A), "(none)");
	ck_assert_str_eq(image_of_id(&b, ID_A), "(none)");
	end();
}
END_TEST

START_TEST(the_file_that_docker_keeps_of_a_container_names_it)
{
	begin();
	ck_assert(configured("{\"ID\":\"" ID_B "\",\"Config\":{\"Image\":\"redis\",\"Labels\":{}},\"Name\":\"/cache\"}"));
	ck_assert_str_eq(name_of_id(&b, ID_B), "cache");
	ck_assert_str_eq(image_of_id(&b, ID_B), "redis");
	ck_assert(!configured("[]"));
	ck_assert(!configured("{}"));
	end();
}
END_TEST

START_TEST(the_file_of_the_storage_tells_the_image_in_a_text_of_its_own)
{
	begin();
	ck_assert(stored("[{\"id\":\"" ID_A "\",\"names\":[\"pweb\"],\"image\":\"7f3c\",\"metadata\":\"{\\\"image-name\\\":\\\"docker.io/library/nginx:1\\\",\\\"name\\\":\\\"pweb\\\"}\"},"
	                 "{\"id\":\"" ID_B "\",\"names\":[\"pdb\"],\"metadata\":\"no JSON\"}]"));
	ck_assert_str_eq(name_of_id(&b, ID_A), "pweb");
	ck_assert_str_eq(image_of_id(&b, ID_A), "docker.io/library/nginx:1");
	ck_assert_str_eq(name_of_id(&b, ID_B), "pdb");
	ck_assert_str_eq(image_of_id(&b, ID_B), "(none)");
	end();
}
END_TEST

SUITE(engine_json, an_answer_names_those_that_are_asked_for, what_others_call_a_container_is_not_its_name,
      the_labels_of_the_kubelet_say_more_than_the_name, an_empty_answer_is_one, what_is_no_answer_tells_nothing_and_does_no_harm,
      the_file_that_docker_keeps_of_a_container_names_it, the_file_of_the_storage_tells_the_image_in_a_text_of_its_own)

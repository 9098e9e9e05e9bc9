/* taskiter_unbuilt.c - stands in for taskiter_load.c where clang or libbpf was missing when ramtop was built. */
#include "taskiter.h"

bool taskiter_is_built(void)
{
	return false;
}

bool taskiter_load(struct taskiter_program *out, struct err *e)
{
	(void)out;
	return err_set(e, "this ramtop was built without the BPF task iterator: clang or libbpf was missing");
}

/* budget.c - counts what may be used of a CPU. Measures nothing, waits for nothing. */
#include "budget.h"

#define SECOND 1e9

struct budget budget_start(double share, uint64_t now_ns)
{
	return (struct budget){ .share = share, .credit_ns = share * BUDGET_SAVED * SECOND, .counted_ns = now_ns };
}

void budget_spend(struct budget *b, uint64_t used_ns)
{
	b->credit_ns -= (double)used_ns;
}

uint64_t budget_opens_ns(struct budget *b, uint64_t now_ns)
{
	double most = b->share * BUDGET_SAVED * SECOND;

	b->credit_ns += b->share * (double)(now_ns - b->counted_ns);
	b->credit_ns = b->credit_ns < most ? b->credit_ns : most;
	b->counted_ns = now_ns;
	return b->credit_ns > 0 ? now_ns : now_ns + 1 + (uint64_t)(-b->credit_ns / b->share);
}

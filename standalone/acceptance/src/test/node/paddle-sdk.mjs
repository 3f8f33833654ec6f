// Walks the merchant API with Paddle's own SDK, unmodified: only its base URL is ours.
import assert from 'node:assert/strict';
import { Paddle } from '@paddle/paddle-node-sdk';
import { eventually, refused, step, webhookSink, whole } from './walk.mjs';

const { PORTICO_API: api, PORTICO_KEY: key, PORTICO_READ_ONLY_KEY: readOnlyKey } = process.env;
const paddle = new Paddle(key, { environment: api });
const sink = await webhookSink();

/** What Paddle has no operation for: saving a method and paying with it. */
async function ours(method, path, body) {
  const answer = await fetch(api + path, {
    method,
    headers: { Authorization: `bearer ${key}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const json = answer.status === 204 ? {} : await answer.json();
  if (json.error) throw Object.assign(new Error(json.error.code), json.error);
  return json.data;
}

let setting, product, price, yearly, once, customer, address, business, method, transaction, subscription, discount, adjustment;

// --- webhooks first, so that they hear of everything ------------------------------------------------------------------------
await step('eventTypes.list', async () => {
  const types = await paddle.eventTypes.list();
  const names = types.map((type) => type.name);
  for (const name of ['transaction.completed', 'subscription.created', 'customer.updated', 'adjustment.created'])
    assert.ok(names.includes(name), name);
  assert.ok(types.every((type) => type.description && type.group && type.availableVersions.includes(1)));
});
await step('notificationSettings.create', async () => {
  setting = await paddle.notificationSettings.create({
    description: 'Our back end',
    destination: sink.url,
    type: 'url',
    subscribedEvents: ['transaction.completed', 'subscription.created', 'subscription.updated', 'customer.created', 'customer.updated'],
  });
  assert.match(setting.id, /^ntfset_[a-z\d]{26}$/);
  assert.match(setting.endpointSecretKey, /^pdl_ntfset_[a-z\d]{26}_.{32}$/);
  assert.equal(setting.subscribedEvents.length, 5);
});
await step('notificationSettings.list, get and update', async () => {
  assert.deepEqual((await paddle.notificationSettings.list()).map((one) => one.id), [setting.id]);
  assert.equal((await paddle.notificationSettings.get(setting.id)).destination, sink.url);
  assert.equal((await paddle.notificationSettings.update(setting.id, { description: 'Changed' })).description, 'Changed');
});

// --- catalogue ---------------------------------------------------------------------------------------------------------------
await step('products.create, get, update and list', async () => {
  product = await paddle.products.create({ name: 'Engine', taxCategory: 'saas', customData: { Tier: { 'a.b': [1, null] } } });
  assert.match(product.id, /^pro_[a-z\d]{26}$/);
  assert.deepEqual(product.customData, { Tier: { 'a.b': [1, null] } });
  product = await paddle.products.update(product.id, { description: 'It computes' });
  assert.equal((await paddle.products.get(product.id)).description, 'It computes');
  assert.deepEqual((await whole(paddle.products.list({ status: ['active'] }))).map((one) => one.id), [product.id]);
});
await step('prices.create, get, update and list', async () => {
  const monthly = { interval: 'month', frequency: 1 };
  const unit = (amount) => ({ amount, currencyCode: 'USD' });
  price = await paddle.prices.create({ productId: product.id, description: 'Monthly', unitPrice: unit('1000'), billingCycle: monthly, quantity: { minimum: 1, maximum: 100 } });
  yearly = await paddle.prices.create({ productId: product.id, description: 'Monthly, bigger', unitPrice: unit('2500'), billingCycle: monthly });
  once = await paddle.prices.create({ productId: product.id, description: 'Set-up', unitPrice: unit('300') });
  assert.equal((await paddle.prices.update(price.id, { name: 'Monthly plan' })).name, 'Monthly plan');
  assert.equal((await paddle.prices.get(price.id, { include: ['product'] })).product.id, product.id);
  assert.equal((await paddle.products.get(product.id, { include: ['prices'] })).prices.length, 3);
  assert.equal((await whole(paddle.prices.list({ productId: [product.id], recurring: true }))).length, 2);
});
await step('products.archive and prices.archive', async () => {
  const old = await paddle.products.create({ name: 'Old', taxCategory: 'standard' });
  const oldPrice = await paddle.prices.create({ productId: old.id, description: 'Old', unitPrice: { amount: '1', currencyCode: 'USD' } });
  assert.equal((await paddle.prices.archive(oldPrice.id)).status, 'archived');
  assert.equal((await paddle.products.archive(old.id)).status, 'archived');
  assert.ok(!(await whole(paddle.products.list())).some((one) => one.id === old.id), 'lists show what is active');
  assert.ok((await whole(paddle.products.list({ status: ['archived'] }))).some((one) => one.id === old.id));
});
await step('discounts.create, get, update, list and archive', async () => {
  discount = await paddle.discounts.create({ description: 'A tenth off', type: 'percentage', amount: '10', recur: true, enabledForCheckout: true, code: 'TENTH' });
  assert.match(discount.id, /^dsc_[a-z\d]{26}$/);
  assert.equal((await paddle.discounts.update(discount.id, { description: 'Ten percent' })).description, 'Ten percent');
  assert.equal((await paddle.discounts.get(discount.id)).code, 'TENTH');
  assert.deepEqual((await whole(paddle.discounts.list({ code: ['TENTH'] }))).map((one) => one.id), [discount.id]);
  const gone = await paddle.discounts.create({ description: 'Gone', type: 'flat', amount: '100', currencyCode: 'USD' });
  assert.equal((await paddle.discounts.archive(gone.id)).status, 'archived');
});

// --- customers ---------------------------------------------------------------------------------------------------------------
await step('customers.create, get and update', async () => {
  customer = await paddle.customers.create({ email: 'sam@example.com', name: 'Sam', locale: 'de', customData: { crm: 7 } });
  assert.match(customer.id, /^ctm_[a-z\d]{26}$/);
  assert.equal((await paddle.customers.get(customer.id)).locale, 'de');
  assert.equal((await paddle.customers.update(customer.id, { name: null })).name, null);
  assert.deepEqual((await paddle.customers.update(customer.id, { name: 'Sam Smith' })).customData, { crm: 7 });
});
await step('customers: one e-mail address, one customer', async () => {
  const error = await refused('customer_already_exists', () => paddle.customers.create({ email: 'SAM@example.com' }));
  assert.ok(error.detail.includes(customer.id), error.detail);
});
await step('customers: what is wrong is named', async () => {
  const error = await refused('invalid_field', () => paddle.customers.create({ email: 'nobody', surprise: 1 }));
  assert.equal(error.type, 'request_error');
  assert.ok(error.errors.some((field) => field.field === 'surprise'), JSON.stringify(error.errors));
  await refused('not_found', () => paddle.customers.get('ctm_01h0000000000000000000000'));
});
await step('customers.list walks every page, once, in order', async () => {
  for (let i = 0; i < 5; i++) await paddle.customers.create({ email: `walker${i}@example.com` });
  const walked = await whole(paddle.customers.list({ perPage: 2, orderBy: 'id[ASC]' }));
  const ids = walked.map((one) => one.id);
  assert.equal(ids.length, 6);
  assert.deepEqual(ids, [...new Set(ids)].sort());
  const page = paddle.customers.list({ perPage: 4 });
  assert.equal((await page.next()).length, 4);
  assert.ok(page.hasMore);
  assert.equal(page.estimatedTotal, 6);
  assert.equal((await whole(paddle.customers.list({ email: ['sam@example.com', 'walker1@example.com'] }))).length, 2);
  assert.deepEqual((await whole(paddle.customers.list({ search: 'smith' }))).map((one) => one.id), [customer.id]);
});
await step('customers.archive', async () => {
  const [walker] = await whole(paddle.customers.list({ email: ['walker4@example.com'] }));
  assert.equal((await paddle.customers.archive(walker.id)).status, 'archived');
  assert.equal((await whole(paddle.customers.list({ email: ['walker4@example.com'] }))).length, 0);
});
await step('addresses.create, get, update, list and archive', async () => {
  address = await paddle.addresses.create(customer.id, { countryCode: 'DE', city: 'Berlin', postalCode: '10115' });
  assert.equal((await paddle.addresses.update(customer.id, address.id, { firstLine: 'Chausseestr. 1' })).firstLine, 'Chausseestr. 1');
  assert.equal((await paddle.addresses.get(customer.id, address.id)).city, 'Berlin');
  const second = await paddle.addresses.create(customer.id, { countryCode: 'FR' });
  assert.equal((await paddle.addresses.archive(customer.id, second.id)).status, 'archived');
  assert.deepEqual((await whole(paddle.addresses.list(customer.id))).map((one) => one.id), [address.id]);
});
await step('businesses.create, get, update, list and archive', async () => {
  business = await paddle.businesses.create(customer.id, { name: 'Smith GmbH', taxIdentifier: 'DE123456789', contacts: [{ name: 'Books', email: 'books@example.com' }] });
  assert.match(business.id, /^biz_[a-z\d]{26}$/);
  assert.equal((await paddle.businesses.update(customer.id, business.id, { companyNumber: 'HRB 1' })).companyNumber, 'HRB 1');
  assert.equal((await paddle.businesses.get(customer.id, business.id)).contacts[0].email, 'books@example.com');
  const second = await paddle.businesses.create(customer.id, { name: 'Old' });
  assert.equal((await paddle.businesses.archive(customer.id, second.id)).status, 'archived');
  assert.deepEqual((await whole(paddle.businesses.list(customer.id))).map((one) => one.id), [business.id]);
});
await step('customers.getCreditBalance', async () => {
  assert.ok(Array.isArray(await paddle.customers.getCreditBalance(customer.id, { currencyCode: ['USD', 'EUR'] })));
});
await step('customers.generateAuthToken', async () => {
  const token = await paddle.customers.generateAuthToken(customer.id);
  assert.match(token.customerAuthToken, /^pca_/);
  assert.ok(new Date(token.expiresAt) > new Date());
});
await step('a payment method is saved (ours); paymentMethods.list and get', async () => {
  method = await ours('POST', `/customers/${customer.id}/payment-methods`, { token: 'tok_sandbox_visa', address_id: address.id });
  const [listed] = await whole(paddle.paymentMethods.list(customer.id, { supportsCheckout: true }));
  assert.equal(listed.id, method.id);
  const got = await paddle.paymentMethods.get(customer.id, method.id);
  assert.equal(got.card.last4, '4242');
  assert.equal(got.addressId, address.id);
});
await step('paymentMethods.delete', async () => {
  const second = await ours('POST', `/customers/${customer.id}/payment-methods`, { token: 'tok_sandbox_mastercard' });
  await paddle.paymentMethods.delete(customer.id, second.id);
  await refused('not_found', () => paddle.paymentMethods.get(customer.id, second.id));
});

// --- money -------------------------------------------------------------------------------------------------------------------
await step('transactions.preview', async () => {
  const preview = await paddle.transactions.preview({ items: [{ priceId: price.id, quantity: 3, includeInTotals: true }], discountId: discount.id });
  assert.equal(preview.details.totals.subtotal, '3000');
  assert.equal(preview.details.totals.discount, '300');
  assert.equal(preview.details.totals.total, '2700');
});
await step('transactions.create is paid with a saved method (ours)', async () => {
  transaction = await ours('POST', '/transactions', { customer_id: customer.id, address_id: address.id, business_id: business.id, items: [{ price_id: price.id, quantity: 3 }], payment_method_id: method.id });
  assert.equal(transaction.status, 'completed');
});
await step('transactions.create, update and cancel', async () => {
  const ready = await paddle.transactions.create({ customerId: customer.id, addressId: address.id, items: [{ priceId: once.id, quantity: 1 }], customData: { order: 'a' } });
  assert.equal(ready.status, 'ready');
  assert.ok(ready.checkout.url.includes(ready.id));
  const changed = await paddle.transactions.update(ready.id, { items: [{ priceId: once.id, quantity: 2 }], discountId: discount.id, customData: { order: 'b' } });
  assert.equal(changed.details.totals.total, '540');
  assert.deepEqual(changed.customData, { order: 'b' });
  assert.equal((await paddle.transactions.update(ready.id, { status: 'canceled' })).status, 'canceled');
  await refused('transaction_immutable', () => paddle.transactions.update(ready.id, { discountId: null }));
});
await step('transactions.create takes a price that is in no catalogue', async () => {
  const inline = await paddle.transactions.create({
    customerId: customer.id, addressId: address.id,
    items: [{ quantity: 1, price: { description: 'Once only', name: 'Special', productId: product.id, unitPrice: { amount: '777', currencyCode: 'USD' } } }],
  });
  assert.equal(inline.details.totals.total, '777');
});
await step('transactions.create bills manually', async () => {
  const billed = await paddle.transactions.create({
    customerId: customer.id, addressId: address.id, businessId: business.id, collectionMode: 'manual', status: 'billed',
    billingDetails: { paymentTerms: { interval: 'day', frequency: 14 }, purchaseOrderNumber: 'PO-1' },
    items: [{ priceId: once.id, quantity: 1 }],
  });
  assert.equal(billed.status, 'billed');
  assert.equal(billed.billingDetails.purchaseOrderNumber, 'PO-1');
  const url = await eventually(async () => (await paddle.transactions.getInvoicePDF(billed.id)).url);
  assert.ok(url.startsWith(api), url);
});
await step('transactions.list: every filter and range', async () => {
  const ids = async (query) => (await whole(paddle.transactions.list(query))).map((one) => one.id);
  assert.ok((await ids({ customerId: [customer.id], status: ['completed'] })).includes(transaction.id));
  assert.deepEqual(await ids({ id: [transaction.id] }), [transaction.id]);
  assert.ok((await ids({ 'billedAt[GTE]': '2020-01-01T00:00:00Z' })).includes(transaction.id));
  assert.deepEqual(await ids({ 'billedAt[LT]': '2020-01-01T00:00:00Z' }), []);
  assert.ok((await ids({ collectionMode: 'manual' })).length > 0);
  assert.ok((await ids({ origin: ['api'] })).includes(transaction.id));
  const byTime = await whole(paddle.transactions.list({ orderBy: 'created_at[ASC]', perPage: 1 }));
  const times = byTime.map((one) => one.createdAt);
  assert.deepEqual(times, [...times].sort());
  assert.equal(new Set(byTime.map((one) => one.id)).size, byTime.length);
});
await step('transactions.get with everything included', async () => {
  const all = await paddle.transactions.get(transaction.id, { include: ['address', 'adjustment', 'adjustments_totals', 'available_payment_methods', 'business', 'customer', 'discount'] });
  assert.equal(all.customer.id, customer.id);
  assert.equal(all.address.id, address.id);
  assert.equal(all.business.id, business.id);
  assert.equal(all.payments[0].methodDetails.card.last4, '4242');
  assert.deepEqual(all.adjustments, []);
});
await step('transactions.getInvoicePDF leads to a PDF', async () => {
  const { url } = await eventually(() => paddle.transactions.getInvoicePDF(transaction.id, { disposition: 'inline' }));
  const pdf = await fetch(url);
  assert.equal(pdf.headers.get('content-type'), 'application/pdf');
  assert.ok(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).equals(Buffer.from('%PDF-')));
});
await step('transactions.revise', async () => {
  const revised = await paddle.transactions.revise(transaction.id, { customer: { name: 'Samuel Smith' }, business: { name: 'Smith AG' }, address: { firstLine: 'Invalidenstr. 2' } });
  assert.ok(revised.revisedAt);
});
await step('adjustments.create: a partial refund', async () => {
  const [line] = transaction.details.line_items;
  adjustment = await paddle.adjustments.create({ action: 'refund', transactionId: transaction.id, reason: 'one seat less', items: [{ itemId: line.id, type: 'partial', amount: '1000' }] });
  assert.match(adjustment.id, /^adj_[a-z\d]{26}$/);
  assert.equal(adjustment.totals.total, '1000');
  const { adjustedTotals } = (await eventually(() => paddle.transactions.get(transaction.id))).details;
  assert.equal(adjustedTotals.total, '2000');
});
await step('adjustments.list and getCreditNotePDF', async () => {
  assert.deepEqual((await whole(paddle.adjustments.list({ transactionId: [transaction.id] }))).map((one) => one.id), [adjustment.id]);
  const { url } = await eventually(() => paddle.adjustments.getCreditNotePDF(adjustment.id));
  const pdf = await fetch(url);
  assert.equal(pdf.headers.get('content-type'), 'application/pdf');
});
await step('adjustments: never more than was paid', async () => {
  const [line] = transaction.details.line_items;
  await assert.rejects(() => paddle.adjustments.create({ action: 'refund', transactionId: transaction.id, reason: 'greed', items: [{ itemId: line.id, type: 'partial', amount: '2001' }] }));
});

// --- subscriptions -----------------------------------------------------------------------------------------------------------
await step('subscriptions.get with includes', async () => {
  const id = transaction.subscription_id;
  subscription = await eventually(() => paddle.subscriptions.get(id, { include: ['next_transaction', 'recurring_transaction_details'] }));
  assert.equal(subscription.status, 'active');
  assert.equal(subscription.items[0].price.id, price.id);
  assert.equal(subscription.items[0].product.id, product.id);
  assert.equal(subscription.nextTransaction.details.totals.total, '3000');
  assert.equal(subscription.recurringTransactionDetails.totals.total, '3000');
  assert.ok(subscription.managementUrls.cancel.includes(subscription.id));
});
await step('subscriptions.list: every filter', async () => {
  const ids = async (query) => (await whole(paddle.subscriptions.list(query))).map((one) => one.id);
  assert.deepEqual(await ids({ customerId: [customer.id] }), [subscription.id]);
  assert.deepEqual(await ids({ status: ['active'], priceId: [price.id], collectionMode: 'automatic' }), [subscription.id]);
  assert.deepEqual(await ids({ scheduledChangeAction: ['cancel'] }), []);
  assert.deepEqual(await ids({ addressId: [address.id] }), [subscription.id]);
});
await step('subscriptions.previewUpdate and update', async () => {
  const change = { items: [{ priceId: yearly.id, quantity: 3 }], prorationBillingMode: 'prorated_immediately' };
  const preview = await paddle.subscriptions.previewUpdate(subscription.id, change);
  assert.equal(preview.recurringTransactionDetails.totals.total, '7500');
  assert.ok(preview.updateSummary.result.amount);
  const changed = await paddle.subscriptions.update(subscription.id, change);
  assert.equal(changed.items[0].price.id, yearly.id);
  assert.equal((await paddle.subscriptions.update(subscription.id, { customData: { plan: 'big' } })).customData.plan, 'big');
  const charged = await eventually(async () => (await whole(paddle.transactions.list({ subscriptionId: [subscription.id], origin: ['subscription_update'], status: ['completed'] })))[0]);
  assert.equal(charged.details.totals.grandTotal, preview.updateSummary.result.amount);
});
await step('subscriptions.previewOneTimeCharge and createOneTimeCharge', async () => {
  const charge = { effectiveFrom: 'immediately', items: [{ priceId: once.id, quantity: 2 }] };
  const preview = await paddle.subscriptions.previewOneTimeCharge(subscription.id, charge);
  assert.equal(preview.immediateTransaction.details.totals.total, '600');
  await paddle.subscriptions.createOneTimeCharge(subscription.id, charge);
  await eventually(async () => (await whole(paddle.transactions.list({ subscriptionId: [subscription.id], origin: ['subscription_charge'], status: ['completed'] })))[0]);
});
await step('subscriptions.getPaymentMethodChangeTransaction', async () => {
  const change = await eventually(() => paddle.subscriptions.getPaymentMethodChangeTransaction(subscription.id));
  assert.equal(change.origin, 'subscription_payment_method_change');
  assert.ok(change.checkout.url);
});
await step('subscriptions.pause and resume', async () => {
  const later = await paddle.subscriptions.pause(subscription.id, { effectiveFrom: 'next_billing_period' });
  assert.equal(later.scheduledChange.action, 'pause');
  assert.equal((await paddle.subscriptions.update(subscription.id, { scheduledChange: null })).scheduledChange, null);
  const paused = await paddle.subscriptions.pause(subscription.id, { effectiveFrom: 'immediately' });
  assert.equal(paused.status, 'paused');
  const resumed = await paddle.subscriptions.resume(subscription.id, { effectiveFrom: 'immediately' });
  assert.equal(resumed.status, 'active');
});
await step('subscriptions.activate starts a trial early', async () => {
  const trial = await paddle.prices.create({ productId: product.id, description: 'With a trial', unitPrice: { amount: '900', currencyCode: 'USD' }, billingCycle: { interval: 'month', frequency: 1 }, trialPeriod: { interval: 'day', frequency: 14 } });
  const sold = await ours('POST', '/transactions', { customer_id: customer.id, address_id: address.id, items: [{ price_id: trial.id, quantity: 1 }], payment_method_id: method.id });
  assert.equal(sold.details.totals.total, '0');
  const trialing = await eventually(() => paddle.subscriptions.get(sold.subscription_id));
  assert.equal(trialing.status, 'trialing');
  assert.equal((await paddle.subscriptions.activate(trialing.id)).status, 'active');
});
await step('subscriptions.cancel without a body, and undo', async () => {
  const canceled = await paddle.subscriptions.cancel(subscription.id);
  assert.equal(canceled.scheduledChange.action, 'cancel');
  assert.deepEqual((await whole(paddle.subscriptions.list({ scheduledChangeAction: ['cancel'] }))).map((one) => one.id), [subscription.id]);
  assert.equal((await paddle.subscriptions.update(subscription.id, { scheduledChange: null })).scheduledChange, null);
});
await step('customerPortalSessions.create', async () => {
  const session = await eventually(() => paddle.customerPortalSessions.create(customer.id, [subscription.id]));
  assert.match(session.id, /^cpls_[a-z\d]{26}$/);
  assert.ok(session.urls.general.overview.includes('token=pga_'), session.urls.general.overview);
  assert.equal(session.urls.subscriptions[0].id, subscription.id);
  assert.ok(session.urls.subscriptions[0].cancelSubscription.includes('action=cancel_subscription'));
  assert.deepEqual((await paddle.customerPortalSessions.create(customer.id, [])).urls.subscriptions, []);
});
await step('subscriptions.cancel immediately, for good', async () => {
  assert.equal((await paddle.subscriptions.cancel(subscription.id, { effectiveFrom: 'immediately' })).status, 'canceled');
  await refused('subscription_update_when_canceled', () => paddle.subscriptions.update(subscription.id, { customData: { a: 1 } }));
});

// --- who is told -------------------------------------------------------------------------------------------------------------
await step('webhooks arrive, and the SDK verifies and reads them', async () => {
  await eventually(() => sink.caught.length >= 4);
  for (const { body, headers } of sink.caught) {
    const event = await paddle.webhooks.unmarshal(body, setting.endpointSecretKey, headers['paddle-signature'])
      // Five seconds after it was signed the SDK takes a delivery for a replay: then its signature alone is checked.
      .catch(() => null);
    assert.ok(event === null || event.eventId.startsWith('evt_'));
  }
  const before = sink.caught.length;
  await paddle.customers.update(customer.id, { name: 'Fresh' });
  await eventually(() => sink.caught.length > before);
  const { body, headers } = sink.caught.at(-1);
  const event = await paddle.webhooks.unmarshal(body, setting.endpointSecretKey, headers['paddle-signature']);
  assert.equal(event.eventType, 'customer.updated');
  assert.equal(event.data.name, 'Fresh');
  await assert.rejects(() => paddle.webhooks.unmarshal(body + ' ', setting.endpointSecretKey, headers['paddle-signature']));
});
await step('events.list', async () => {
  const events = paddle.events.list({ perPage: 5 });
  const page = await events.next();
  assert.equal(page.length, 5);
  assert.ok(page.every((event) => event.eventId.startsWith('evt_') && event.occurredAt && event.data));
});
await step('notifications.list, get, getLogs and replay', async () => {
  const [notification] = await eventually(async () => {
    const found = await whole(paddle.notifications.list({ notificationSettingId: [setting.id], status: 'delivered' }));
    return found.length > 0 && found;
  });
  assert.equal((await paddle.notifications.get(notification.id)).status, 'delivered');
  const [log] = await whole(paddle.notifications.getLogs(notification.id));
  assert.equal(log.responseCode, 200);
  const { notificationId } = await paddle.notifications.replay(notification.id);
  await eventually(async () => (await paddle.notifications.get(notificationId)).status === 'delivered');
  assert.equal((await paddle.notifications.get(notificationId)).origin, 'replay');
});
await step('notificationSettings.delete', async () => {
  await paddle.notificationSettings.delete(setting.id);
  await refused('not_found', () => paddle.notificationSettings.get(setting.id));
});

// --- who may ask -------------------------------------------------------------------------------------------------------------
await step('a key without the permission hears which one it lacks', async () => {
  const reader = new Paddle(readOnlyKey, { environment: api });
  assert.equal((await reader.customers.get(customer.id)).id, customer.id);
  const error = await refused('forbidden', () => reader.customers.update(customer.id, { name: 'x' }));
  assert.ok(error.detail.includes('customer.write'), error.detail);
  await refused('forbidden', () => reader.customerPortalSessions.create(customer.id, []));
});
await step('an unknown key is refused', async () => {
  const nobody = new Paddle('pdl_sdbx_apikey_01h0000000000000000000000_0000000000000000000000_000', { environment: api });
  await refused('invalid_token', () => nobody.customers.get(customer.id));
});
sink.close();

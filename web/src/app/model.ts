/* The API's shapes (Paddle's names), cut down to what the portal shows. */

export interface Amount {
  amount: string;
  currency_code: string;
}

export interface Merchant {
  name: string;
  slug: string;
  brand_color?: string | null;
  support_email?: string | null;
  return_url?: string | null;
}

export interface Customer {
  id: string;
  email: string;
  name?: string | null;
  locale: string;
}

/** What customers may do by themselves. */
export interface Actions {
  cancel: boolean;
  pause: boolean;
  change_plan: boolean;
  update_payment_method: boolean;
  change_email: boolean;
  correct_invoices: boolean;
}

export interface Portal {
  merchant: Merchant;
  customer: Customer | null;
  actions: Actions;
}

export interface Session {
  id: string;
  device?: string | null;
  network?: string | null;
  created_at: string;
  last_used_at: string;
  current: boolean;
}

export interface EmailChange {
  id: string;
  new_email: string;
  status: string;
  current_confirmed: boolean;
  new_confirmed: boolean;
}

/** A company that somebody buys for. */
export interface Business {
  name: string;
  tax_identifier?: string | null;
}

export interface Address {
  first_line?: string | null;
  second_line?: string | null;
  city?: string | null;
  region?: string | null;
}

export interface Cycle {
  interval: 'day' | 'week' | 'month' | 'year';
  frequency: number;
}

export interface Product {
  id: string;
  name: string;
  description?: string | null;
}

export interface Price {
  id: string;
  description?: string | null;
  name?: string | null;
  billing_cycle?: Cycle | null;
  unit_price: Amount;
}

export interface Item {
  quantity: number;
  price: Price;
  product?: Product | null;
}

export interface Subscription {
  id: string;
  status: 'active' | 'canceled' | 'past_due' | 'paused' | 'trialing' | (string & {});
  currency_code: string;
  created_at: string;
  started_at?: string | null;
  next_billed_at?: string | null;
  paused_at?: string | null;
  canceled_at?: string | null;
  current_billing_period?: { starts_at: string; ends_at: string } | null;
  billing_cycle: Cycle;
  scheduled_change?: { action: string; effective_at: string; resume_at?: string | null } | null;
  items: Item[];
}

export interface Totals {
  subtotal: string;
  discount?: string | null;
  tax: string;
  total: string;
  credit?: string | null;
  grand_total?: string | null;
}

export interface LineItem {
  id: string;
  price_id?: string | null;
  quantity: number;
  tax_rate: string;
  totals: Totals;
  product?: Product | null;
}

export interface Card {
  type: string;
  last4: string;
  expiry_month: number;
  expiry_year: number;
}

/** What may be shown of a way to pay: the field that its type names. */
export interface MethodDetails {
  type: string;
  card?: Card | null;
  paypal?: { email: string } | null;
  sepa_debit?: { last4: string } | null;
}

export interface PaymentAttempt {
  amount: string;
  status: string;
  error_code?: string | null;
  method_details?: MethodDetails | null;
  created_at: string;
}

export interface Transaction {
  id: string;
  status: 'draft' | 'ready' | 'billed' | 'paid' | 'completed' | 'canceled' | 'past_due' | (string & {});
  currency_code: string;
  origin?: string;
  address_id?: string | null;
  business_id?: string | null;
  subscription_id?: string | null;
  invoice_id?: string | null;
  invoice_number?: string | null;
  items: Item[];
  details?: Details | null;
  payments?: PaymentAttempt[] | null;
  created_at: string;
  billed_at?: string | null;
  revised_at?: string | null;
  revised_details?: Revised | null;
}

/** Who a bill is made out to since it was revised. What is absent was not revised. */
export interface Revised extends Address {
  customer_name?: string | null;
  business_name?: string | null;
  tax_identifier?: string | null;
}

export interface Details {
  totals: Totals;
  line_items: LineItem[];
  tax_rates_used?: TaxRate[] | null;
  tax_treatment?: string | null;
}

/** What was taxed at one rate, and what the merchant calls that tax. */
export interface TaxRate {
  tax_rate: string;
  totals: { tax: string };
  name?: string | null;
}

/** A payment as the holder of its link sees it. */
export interface Task {
  status: 'open' | 'processing' | 'paid' | 'closed' | (string & {});
  owed?: Owed | null;
}

export interface Owed {
  currency_code: string;
  items: { name: string; quantity: number; tax_rate: string; subtotal: string }[];
  subtotal: string;
  discount: string;
  tax: string;
  total: string;
  credit: string;
  due: string;
  tax_rates_used?: TaxRate[] | null;
  tax_treatment?: string | null;
}

export interface PaymentMethod extends MethodDetails {
  id: string;
  saved_at: string;
}

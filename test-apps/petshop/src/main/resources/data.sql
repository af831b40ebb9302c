-- Reference data that every installation needs. Run at every start.
insert into pet_types (id, name)
values (1, 'cat'), (2, 'dog'), (3, 'rabbit'), (4, 'hamster'), (5, 'parrot'), (6, 'tortoise')
on conflict do nothing;

insert into specialties (id, name)
values (1, 'cardiology'), (2, 'dentistry'), (3, 'dermatology'), (4, 'exotic animals'),
       (5, 'nutrition'), (6, 'ophthalmology'), (7, 'radiology'), (8, 'surgery')
on conflict do nothing;

insert into tax_rates (id, category, rate)
values (1, 'food', 0.0700), (2, 'treats', 0.0700), (3, 'toys', 0.1900), (4, 'beds', 0.1900),
       (5, 'collars', 0.1900), (6, 'grooming', 0.1900), (7, 'health', 0.1000), (8, 'aquarium', 0.1900)
on conflict do nothing;

insert into shop_settings (id, name, value)
values (1, 'currency', 'EUR'), (2, 'shop name', 'Harbour Street Pets'), (3, 'free shipping from', '49.00')
on conflict do nothing;

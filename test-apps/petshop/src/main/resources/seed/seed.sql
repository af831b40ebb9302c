-- Sample data, the same on every machine: each value follows from the row's number. petshop.scale is 1, 10 or 100.

create or replace function pg_temp.scale() returns integer
    language sql stable return current_setting('petshop.scale')::integer;

create or replace function pg_temp.spread(n bigint, salt bigint, size bigint) returns bigint
    language sql immutable return mod(hashint8extended(n, salt) & 9223372036854775807, size);

create or replace function pg_temp.pick(choices text[], n bigint, salt bigint) returns text
    language sql immutable return choices[1 + pg_temp.spread(n, salt, cardinality(choices))];

create or replace function pg_temp.first_name(n bigint, salt bigint) returns text
    language sql immutable return pg_temp.pick(
        '{Ada,Alice,Amir,Anna,Ben,Bruno,Carla,Cedric,Chloe,Clara,Daniel,David,Elena,Emil,Emma,Felix,Finn,Grace,Hana,Hugo,
          Ida,Ines,Ivan,Jakob,Jana,Jonas,Julia,Karim,Laura,Lena,Leo,Lina,Louis,Lucas,Mara,Maria,Mateo,Maya,Mia,Milan,
          Nadia,Nina,Noah,Nora,Oscar,Paul,Petra,Rosa,Samuel,Sara,Sofia,Theo,Tom,Vera,Viktor,Yara,Yusuf,Zoe}', n, salt);

create or replace function pg_temp.last_name(n bigint, salt bigint) returns text
    language sql immutable return pg_temp.pick(
        '{Abbott,Adler,Andersen,Baker,Bauer,Becker,Bell,Bergmann,Brandt,Carter,Castillo,Clarke,Cohen,Costa,Davies,Dubois,
          Duarte,Eriksen,Evans,Ferrari,Fischer,Fontaine,Garcia,Gruber,Haddad,Hansen,Hoffmann,Hughes,Ivanov,Jansen,Keller,
          Kovacs,Lambert,Larsen,Lehmann,Lopez,Marino,Martin,Mbeki,Meyer,Moreau,Nakamura,Nguyen,Novak,Okafor,Olsen,Patel,
          Peters,Petrov,Quinn,Ricci,Rossi,Santos,Schmidt,Silva,Singh,Torres,Vargas,Wagner,Walsh,Weber,Wright,Young,Zimmer}',
        n, salt);

create or replace function pg_temp.city(n bigint, salt bigint) returns text
    language sql immutable return pg_temp.pick(
        '{Ashford,Brookfield,Clifton,Eastport,Fairview,Greenwich,Harbour Bay,Kingsbury,Lakeside,Milton,Northgate,Oakham,
          Riverton,Stonebridge,Westfield}', n, salt);

insert into vets (id, first_name, last_name)
select n, pg_temp.first_name(n, 101), pg_temp.last_name(n, 104)
from generate_series(1, 15 + 2 * pg_temp.scale()) n;

insert into vet_specialties (vet_id, specialty_id)
select v.id, s.id
from vets v cross join specialties s
where pg_temp.spread(v.id * 8 + s.id, 103, 100) < 20;

insert into owners (id, first_name, last_name, address, city, telephone, email)
select n, first_name, last_name,
       1 + pg_temp.spread(n, 113, 180) || ' ' || pg_temp.pick(
           '{Acorn Road,Baker Street,Canal Walk,Chapel Lane,Church Street,Elm Avenue,Garden Row,Harbour Street,High Street,
             Kings Road,Linden Way,Maple Drive,Market Square,Mill Lane,Orchard Close,Park Road,School Lane,Station Road,
             Victoria Road,Windmill Hill}', n, 114),
       pg_temp.city(n, 115),
       '0' || 200 + pg_temp.spread(n, 116, 700) || ' 555 ' || lpad(pg_temp.spread(n, 117, 10000)::text, 4, '0'),
       case when mod(n, 9) = 0 then null else lower(first_name || '.' || last_name) || n || '@example.org' end
from (select n, pg_temp.first_name(n, 111) first_name, pg_temp.last_name(n, 112) last_name
      from generate_series(1, 900 * pg_temp.scale()) n) person;

insert into pets (id, name, birth_date, type_id, owner_id)
select n,
       pg_temp.pick(
           '{Alfie,Bella,Biscuit,Bonnie,Buddy,Charlie,Cleo,Coco,Cookie,Daisy,Dexter,Duke,Felix,Ginger,Gizmo,Hazel,Jasper,
             Kiki,Loki,Lola,Lucky,Lucy,Luna,Max,Milo,Misty,Molly,Nala,Oreo,Oscar,Pepper,Pippin,Poppy,Rex,Rocky,Rosie,Ruby,
             Sam,Shadow,Simba,Smokey,Sooty,Teddy,Tiger,Toby,Willow,Winnie,Ziggy}', n, 121),
       date '2010-01-01' + pg_temp.spread(n, 122, 4745)::integer,
       (array[1, 1, 1, 1, 2, 2, 2, 2, 3, 4, 5, 6])[1 + pg_temp.spread(n, 123, 12)],
       1 + pg_temp.spread(n, 124, 900 * pg_temp.scale())
from generate_series(1, 1500 * pg_temp.scale()) n;

insert into visits (id, pet_id, vet_id, visit_date, reason, cost)
select n,
       1 + pg_temp.spread(n, 131, 1500 * pg_temp.scale()),
       1 + pg_temp.spread(n, 132, 15 + 2 * pg_temp.scale()),
       date '2023-01-01' + pg_temp.spread(n, 133, 1096)::integer,
       (array['vaccination', 'annual check-up', 'dental cleaning', 'skin irritation', 'ear infection', 'limping',
              'weight control', 'x-ray', 'neutering', 'eye infection'])[reason],
       (array[35, 48, 120, 60, 55, 72, 40, 150, 210, 65])[reason] + pg_temp.spread(n, 135, 40) * 0.5
from (select n, 1 + pg_temp.spread(n, 134, 10) reason from generate_series(1, 2500 * pg_temp.scale()) n) appointment;

insert into customers (id, first_name, last_name, email, city, member_since)
select n, first_name, last_name,
       lower(last_name || '.' || first_name) || n || '@example.com',
       pg_temp.city(n, 143),
       date '2018-01-01' + pg_temp.spread(n, 144, 2190)::integer
from (select n, pg_temp.first_name(n, 141) first_name, pg_temp.last_name(n, 142) last_name
      from generate_series(1, 700 * pg_temp.scale()) n) person;

insert into products (id, sku, name, category, price, stock, reorder_level)
select n,
       'PS-' || lpad(n::text, 6, '0'),
       pg_temp.pick('{Barkley,Bluebell,Coastline,Fernwood,Good Fellow,Highland,Little Paws,Meadow,Northern Tail,Old Oak,
                      Pawsome,Silver Fin,Sunny Side,Whiskerly}', n, 151) || ' ' ||
       (array[array['Salmon Dry Food', 'Chicken Dry Food', 'Beef Stew', 'Senior Menu', 'Rabbit Pellets', 'Seed Mix'],
              array['Chewing Bone', 'Liver Bites', 'Cheese Sticks', 'Catnip Drops', 'Carrot Rings', 'Millet Spray'],
              array['Rope Ball', 'Feather Wand', 'Squeaky Duck', 'Puzzle Feeder', 'Tunnel', 'Running Wheel'],
              array['Cushion', 'Basket', 'Cave', 'Hammock', 'Travel Blanket', 'Orthopedic Bed'],
              array['Leather Collar', 'Reflective Collar', 'Harness', 'Leash', 'Name Tag', 'Bell Collar'],
              array['Slicker Brush', 'Nail Clipper', 'Oat Shampoo', 'Detangling Comb', 'Grooming Glove', 'Ear Cleaner'],
              array['Vitamin Paste', 'Joint Tablets', 'Flea Drops', 'Dental Gel', 'Calming Spray', 'Eye Wipes'],
              array['Glass Tank', 'Filter', 'Heater', 'Gravel', 'Driftwood', 'Water Tester']])
           [category][1 + pg_temp.spread(n, 152, 6)] || ', ' ||
       pg_temp.pick('{small,medium,large,family pack,travel size,classic}', n, 153),
       (array['food', 'treats', 'toys', 'beds', 'collars', 'grooming', 'health', 'aquarium'])[category],
       (array[8, 3, 5, 25, 9, 6, 12, 18])[category] + pg_temp.spread(n, 154, 30) + 0.49 + 0.5 * mod(n, 2),
       case when pg_temp.spread(n, 155, 100) < 6 then pg_temp.spread(n, 156, 10) else 20 + pg_temp.spread(n, 157, 280) end,
       10
from (select n, 1 + mod(n, 8) category from generate_series(1, 200 * pg_temp.scale()) n) article;

create temporary table new_lines on commit drop as
select row_number() over (order by o, line) id, o order_id, p.id product_id, p.price unit_price,
       1 + pg_temp.spread(o * 10 + line, 163, 2) * pg_temp.spread(o * 10 + line, 164, 4) quantity
from generate_series(1, 1000 * pg_temp.scale()) o
cross join lateral generate_series(1, 1 + pg_temp.spread(o, 161, 5)) line
join products p on p.id = 1 + pg_temp.spread(o * 10 + line, 162, 200 * pg_temp.scale())
                            * pg_temp.spread(o * 10 + line, 165, 200 * pg_temp.scale()) / (200 * pg_temp.scale());

insert into orders (id, customer_id, placed_at, status, total, payment_reference)
select n,
       1 + pg_temp.spread(n, 171, 700 * pg_temp.scale()) * pg_temp.spread(n, 172, 700 * pg_temp.scale())
           / (700 * pg_temp.scale()),
       timestamptz '2024-01-01 00:00:00+00'
           + (n * 63154800 / (1000 * pg_temp.scale()) + pg_temp.spread(n, 173, 3600)) * interval '1 second',
       status, total,
       case when status in ('PAID', 'SHIPPED') then 'PAY-' || lpad(to_hex(pg_temp.spread(n, 175, 4294967296)), 8, '0') end
from (select n::bigint, case when n > 980 * pg_temp.scale() then 'NEW'
                     when n > 950 * pg_temp.scale() then 'PAID'
                     when pg_temp.spread(n, 174, 100) < 6 then 'CANCELLED'
                     else 'SHIPPED' end status
      from generate_series(1, 1000 * pg_temp.scale()) n) purchase
join (select order_id, sum(quantity * unit_price) total from new_lines group by order_id) amount on order_id = n;

insert into order_lines (id, order_id, product_id, quantity, unit_price)
select id, order_id, product_id, quantity, unit_price from new_lines order by id;

select setval(pg_get_serial_sequence('vets', 'id'), max(id)) from vets;
select setval(pg_get_serial_sequence('owners', 'id'), max(id)) from owners;
select setval(pg_get_serial_sequence('pets', 'id'), max(id)) from pets;
select setval(pg_get_serial_sequence('visits', 'id'), max(id)) from visits;
select setval(pg_get_serial_sequence('customers', 'id'), max(id)) from customers;
select setval('product_seq', max(id)) from products;
select setval('order_seq', max(id)) from orders;
select setval('order_line_seq', max(id)) from order_lines;

analyze vets, vet_specialties, owners, pets, visits, customers, products, orders, order_lines;
